import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import { Flows } from './flows.ts';

export interface StepCounts {
  /** By step: open loops that stand there, and whose they are. */
  standing: Record<string, { people: number; loops: number }>;
  /** By step and exit: how often it was left that way, in all versions. */
  left: Record<string, Record<string, number>>;
}

@Injectable()
export class StepCounting {
  constructor(
    private readonly world: World,
    private readonly flows: Flows,
  ) {}

  /** Read from two indexes, never from the documents. */
  async of(flow: string): Promise<StepCounts> {
    await this.flows.find(flow);
    const { db } = this.world;
    const [standing, left] = await Promise.all([
      db.waits.aggregate<{ _id: string; people: number; loops: number }>([
        { $match: { flow, state: 'open' } },
        { $group: { _id: { step: '$step', customer: '$customer' }, loops: { $sum: 1 } } },
        { $group: { _id: '$_id.step', people: { $sum: 1 }, loops: { $sum: '$loops' } } },
      ]),
      db.trail.aggregate<{ _id: { step: string; exit: string }; times: number }>([
        { $match: { flow } },
        { $group: { _id: { step: '$step', exit: '$exit' }, times: { $sum: 1 } } },
      ]),
    ]);
    const counts: StepCounts = {
      standing: Object.fromEntries(standing.map(({ _id, people, loops }) => [_id, { people, loops }])),
      left: {},
    };
    for (const { _id, times } of left) counts.left[_id.step] = { ...counts.left[_id.step], [_id.exit]: times };
    return counts;
  }
}
