import { Injectable } from '@nestjs/common';
import type { Flow } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { Flows } from '../flows/flows.ts';
import type { CasesDoc, PinnedCase } from './case.schema.ts';
import { Trial } from './preview-body.ts';
import { Previews } from './preview.ts';

const MOST = 30;

export const PutCases = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[\w-]{1,60}$/, 'an id has letters, digits, dashes and underscores'),
        name: z.string().trim().min(1).max(200),
        trial: Trial,
        expected: z.array(z.string().max(500)).max(200),
      }),
    )
    .max(MOST),
});

/** How a pinned case went this time, and for whom: their name is read anew, never kept here. `refused`: it cannot be played any more, and why. */
export interface CaseRun {
  id: string;
  name: string;
  customer: string | null;
  state: 'same' | 'changed' | 'refused';
  expected: string[];
  now: string[];
  refused: string | null;
}

/** Customers a flow is tried on again and again: what changes for them is seen before anybody is reached. */
@Injectable()
export class Cases {
  constructor(
    private readonly world: World,
    private readonly flows: Flows,
    private readonly previews: Previews,
  ) {}

  async of(flow: string): Promise<{ cases: PinnedCase[] }> {
    await this.flows.find(flow);
    const doc = await this.world.db.cases.findById(flow).lean<CasesDoc | null>();
    return { cases: doc?.cases ?? [] };
  }

  async put(flow: string, cases: PinnedCase[]): Promise<{ cases: PinnedCase[] }> {
    await this.flows.find(flow);
    await this.world.db.cases.updateOne({ _id: flow }, { $set: { cases } }, { upsert: true });
    return { cases };
  }

  /** All of them on the draft as it is now. */
  async run(flow: string, draft?: Flow): Promise<{ items: CaseRun[] }> {
    const { cases } = await this.of(flow);
    return { items: await Promise.all(cases.map((one) => this.play(flow, one, draft))) };
  }

  private async play(flow: string, { id, name, trial, expected }: PinnedCase, draft?: Flow): Promise<CaseRun> {
    try {
      const { outline: now, customer } = await this.previews.of(flow, trial, draft);
      const same = now.length === expected.length && now.every((line, at) => line === expected[at]);
      return { id, name, customer: customer.name, state: same ? 'same' : 'changed', expected, now, refused: null };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { id, name, customer: null, state: 'refused', expected, now: [], refused: error.detail };
    }
  }
}
