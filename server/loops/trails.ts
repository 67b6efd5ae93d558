import { Injectable } from '@nestjs/common';
import { Who } from '@loopwright/workflows/contract';
import type { Plan } from '@loopwright/workflows/contract';
import { World } from '../app/world.ts';
import type { PlanDoc } from '../flows/flow.schema.ts';
import { ownerOf } from '../tasks/giving.ts';
import { ownerNames } from '../tasks/owner-names.ts';
import type { LoopDoc, TrailDoc } from './loop.schema.ts';
import { trailWords } from './trail-words.ts';
import type { TrailNames } from './trail-words.ts';

export interface ShownTrail {
  generation: number;
  sequence: number;
  at: Date;
  step: string;
  kind: string;
  exit: string;
  code: string | null;
  about: string | null;
  words: string;
}

@Injectable()
export class Trails {
  constructor(private readonly world: World) {}

  /** What loops did, oldest first, in words. */
  async of(loop: LoopDoc): Promise<ShownTrail[]> {
    const entries = await this.world.db.trail.find({ loop: loop._id }).sort({ generation: 1, sequence: 1 }).lean<TrailDoc[]>();
    const names = await this.names(loop, entries);
    return entries.map((entry) => {
      const { generation, sequence, at, step, kind, exit, code, about } = entry;
      return { generation, sequence, at, step, kind, exit, code, about, words: trailWords(entry, names) };
    });
  }

  private async names(loop: LoopDoc, entries: readonly TrailDoc[]): Promise<TrailNames> {
    const { db } = this.world;
    const plan = (await db.plans.findById(loop.plan).lean<PlanDoc | null>())?.plan;
    const asked = whoms(plan);
    const [improvements, teams, connections, ownerName] = await Promise.all([
      db.improvements
        .find({ _id: { $in: entries.flatMap(({ about }) => about ?? []) } }, { title: 1 })
        .lean<{ _id: string; title: string }[]>(),
      db.teams.find({ _id: { $in: settings(plan, 'team') } }, { name: 1 }).lean<{ _id: string; name: string }[]>(),
      db.connections.find({ _id: { $in: settings(plan, 'connection') } }, { name: 1 }).lean<{ _id: string; name: string }[]>(),
      ownerNames(db, [...asked.values()]),
    ]);
    const title = new Map(improvements.map((one) => [one._id, one.title]));
    const name = new Map([...teams, ...connections].map((one) => [one._id, one.name]));
    const setting = (step: string, key: string): string | undefined => name.get(String(plan?.steps[step]?.config[key]));
    return {
      improvement: (id) => `“${title.get(id) ?? id}”`,
      team: (step) => setting(step, 'team') ?? 'The team',
      owner: (step) => ownerName(asked.get(step) ?? 'person:'),
      system: (step) => setting(step, 'connection') ?? 'The other system',
    };
  }
}

const settings = (plan: Plan | undefined, key: string): string[] =>
  Object.values(plan?.steps ?? {}).flatMap(({ config }) => (typeof config[key] === 'string' ? [config[key]] : []));

/** Whom steps turn to, by step. */
const whoms = (plan: Plan | undefined): Map<string, string> =>
  new Map(
    Object.values(plan?.steps ?? {}).flatMap(({ id, config: { owner } }): [string, string][] => {
      const who = Who.safeParse(owner);
      return who.success ? [[id, ownerOf(who.data)]] : [];
    }),
  );
