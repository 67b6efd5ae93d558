import type { QueryFilter } from 'mongoose';
import type { MessageDoc } from '../../server/telling/message.schema.ts';
import type { Part } from '../harness/deployment.ts';
import type { Scene } from './scene.ts';

/** A kill, and the messages that were past the point of no return when it fell, with nobody left who surely knows what came of them. */
export interface Strike {
  part: Part;
  atRisk: string[];
}

/** kill -9 in the middle of whatever goes on, and up again at once. */
export async function strike({ deployment, db }: Scene, part: Part): Promise<Strike> {
  const from = new Date();
  await deployment.kill(part);
  const dead = new Date();
  const atRisk: string[] = [];
  const look = async (filter: QueryFilter<MessageDoc>): Promise<void> => {
    atRisk.push(...(await db.messages.find(filter, { _id: 1 }).lean()).map(({ _id }) => _id));
  };
  if (part === 'worker') await look({ state: 'sending', handedAt: { $ne: null } });
  await deployment.up(part);
  await deployment.ready();
  if (part === 'mongod')
    await look({ handedAt: { $ne: null, $lte: dead }, $or: [{ state: { $in: ['sending', 'unknown'] } }, { sentAt: { $gte: from } }] });
  return { part, atRisk };
}
