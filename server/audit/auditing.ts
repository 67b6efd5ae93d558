import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { withoutValues } from '../app/log.ts';
import type { ControllerClass } from '../app/routes.ts';
import { World } from '../app/world.ts';
import { CALLER } from '../doors/door.ts';
import type { Caller, KnownRequest } from '../doors/door.ts';
import { newId } from '../storage/ids.ts';
import type { Act, Seen } from './act.ts';
import { auditedRoutes, operationOf } from './audited-routes.ts';
import type { AuditedRoutes } from './audited-routes.ts';
import type { AuditDoc, ChangeDoc } from './audit.schema.ts';

/** Writes down every successful changing call: who, what, and the thing before and after. A refused call changes nothing and is not told. */
@Injectable()
export class Auditing implements NestInterceptor {
  private readonly routes: AuditedRoutes;

  constructor(
    private readonly world: World,
    discovery: DiscoveryService,
  ) {
    this.routes = auditedRoutes(discovery.getControllers().map(({ metatype }) => metatype as ControllerClass));
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const what = operationOf(context.getClass().name, context.getHandler().name);
    const act = this.routes.get(what);
    if (!act || 'untold' in act) return next.handle();
    const request = context.switchToHttp().getRequest<KnownRequest>();
    return from(this.told(what, act, request, () => lastValueFrom(next.handle())));
  }

  private async told(what: string, act: Act, request: KnownRequest, run: () => Promise<unknown>): Promise<unknown> {
    const { db } = this.world;
    const param = Object.values((request.params ?? {}) as Record<string, string>)[0] ?? null;
    const known = act.id({ param, answer: null, by: request[CALLER] });
    const before = known === null ? null : await act.see(db, known);
    const answer: unknown = await run();
    const by = request[CALLER];
    if (!by) throw new Error(`${what} was done by nobody`);
    const id = known ?? act.id({ param, answer, by });
    try {
      const after = id === null ? null : await act.see(db, id);
      const row = this.row(what, by, act, { id, before, after, body: request.body, answer });
      if (row) await db.audit.create(row);
    } catch (error) {
      // What was done is done, and the answer stays.
      this.world.log.error({ unaudited: what, by: by.id, about: id, error: withoutValues(error) });
    }
    return answer;
  }

  private row(what: string, by: Caller, act: Act, { id, before, after, body, answer }: Done): AuditDoc | null {
    const it = (after ?? before)?.words ?? '';
    const did = act.did({ it, before: before?.doc ?? null, body, answer, by });
    if (did === null) return null;
    return {
      _id: newId(),
      at: this.world.clock.now(),
      by: { id: by.id, name: by.name, role: by.role, via: by.via },
      what,
      words: `${by.name} ${did}.`,
      about: act.kind === null || id === null || it === '' ? null : { kind: act.kind, id, words: it },
      changes: changes(before?.fields ?? {}, after?.fields ?? {}),
    };
  }
}

interface Done {
  id: string | null;
  before: Seen | null;
  after: Seen | null;
  body: unknown;
  answer: unknown;
}

function changes(before: Seen['fields'], after: Seen['fields']): ChangeDoc[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const both = fields.map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
  return both.filter((one) => one.before !== one.after);
}
