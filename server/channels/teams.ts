import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { conflict, invalid } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { isDuplicate } from '../storage/connection.ts';
import { CallAddress } from './call-address.ts';
import { Secret, checkKey } from './connections.ts';
import type { TeamDoc } from './team.schema.ts';

/** By mail, by webhook, or neither: then its notices are kept here. */
export const TeamInput = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    email: z.email('this is not an email address').max(254).optional(),
    url: CallAddress.optional(),
    secret: Secret.optional(),
  })
  .refine(({ email, url }) => email === undefined || url === undefined, {
    path: ['url'],
    message: 'give an email address or a webhook, not both',
  });

const shown = ({ _id: key, name, email, url, createdAt }: TeamDoc) => ({ key, name, email, url, createdAt });
export type ShownTeam = ReturnType<typeof shown>;

@Injectable()
export class Teams {
  constructor(private readonly world: World) {}

  async list(): Promise<ShownTeam[]> {
    return (await this.world.db.teams.find().sort({ createdAt: -1, _id: -1 }).lean<TeamDoc[]>()).map(shown);
  }

  async put(key: string, { name, email, url, secret }: z.output<typeof TeamInput>): Promise<ShownTeam> {
    checkKey(key);
    const { db, clock } = this.world;
    const before = await db.teams.findById(key).lean<TeamDoc | null>();
    const signing = secret ?? before?.secret ?? null;
    if (url !== undefined && !signing) throw invalid([{ path: 'secret', message: 'give the secret that signs what is sent there' }]);
    const kept = url === undefined ? null : signing;
    const doc: TeamDoc = {
      _id: key,
      name,
      email: email ?? null,
      url: url ?? null,
      secret: kept,
      createdAt: before?.createdAt ?? clock.now(),
    };
    try {
      await db.teams.replaceOne({ _id: key }, doc, { upsert: true });
    } catch (error) {
      if (isDuplicate(error)) throw conflict('name-taken', 'There is another team of this name.');
      throw error;
    }
    return shown(doc);
  }
}
