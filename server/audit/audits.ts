import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { World } from '../app/world.ts';
import type { AuditDoc } from './audit.schema.ts';

export type ShownAudit = Omit<AuditDoc, '_id'> & { id: string };

interface AuditQuery extends PageQuery {
  q?: string | undefined;
  by?: string | undefined;
  about?: string | undefined;
}

const shown = ({ _id, ...rest }: AuditDoc): ShownAudit => ({ id: _id, ...rest });
/** As text to be looked for: the database takes no pattern with a NUL in it. */
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\0', '\\x00');

@Injectable()
export class Audits {
  constructor(private readonly world: World) {}

  /** `about` is a kind of thing, or one thing as kind:id. */
  list({ q, by, about, ...query }: AuditQuery): Promise<PageOf<ShownAudit>> {
    const [kind, ...id] = about?.split(':') ?? [];
    const filter: QueryFilter<AuditDoc> = {
      ...(q === undefined ? {} : { words: { $regex: escaped(q), $options: 'i' } }),
      ...(by === undefined ? {} : { 'by.id': by }),
      ...(kind === undefined ? {} : { 'about.kind': kind }),
      ...(id.length === 0 ? {} : { 'about.id': id.join(':') }),
    };
    return pageOf(this.world.db.audit, filter, 'at', query, shown);
  }
}
