import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allKinds } from '@loopwright/workflows/contract';
import { TRAIL_WORDS, trailWords } from '../../server/loops/trail-words.ts';
import type { TrailNames } from '../../server/loops/trail-words.ts';
import { ReasonCode } from '../../server/why/codes.ts';
import { DAY, pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Loop {
  id: string;
  status: string;
  closedAs: string | null;
  at: { step: string; until: string | null } | null;
  reason: string | null;
  reasonCode: string | null;
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await published(whole, pricingFlow());
});
afterAll(() => whole.close());

const loopOf = async (customer: string): Promise<Loop> => {
  const { items } = (await whole.get<{ items: Loop[] }>(`/api/loops?customer=${customer}`)).body;
  const [loop] = items;
  if (!loop) throw new Error('no loop');
  return loop;
};
const trailOf = async (id: string): Promise<string[]> =>
  (await whole.get<{ items: { words: string }[] }>(`/api/loops/${id}/trail`)).body.items.map(({ words }) => words);

describe('a loop', () => {
  it('says where it stands and until when', async () => {
    const { customer, feedback } = await said(whole, 10);
    await whole.settle();
    const loop = await loopOf(customer);
    expect(loop).toMatchObject({ status: 'open', at: { step: 'wait' }, reason: null });
    const waits = new Date(loop.at?.until ?? 0).getTime() - whole.clock.now().getTime();
    expect(waits).toBeGreaterThanOrEqual(90 * DAY);
    expect(waits).toBeLessThanOrEqual(90 * DAY + 300_000);
    expect((await whole.get<{ items: Loop[] }>(`/api/loops?feedback=${feedback}`)).body.items.map(({ id }) => id)).toEqual([loop.id]);
  });

  it('that was stopped says why, frees nobody later, and cannot be stopped twice', async () => {
    const { customer } = await said(whole, 10);
    await whole.settle();
    const { id } = await loopOf(customer);
    expect((await whole.post<Loop>(`/api/loops/${id}/stop`)).body).toMatchObject({
      status: 'ended',
      reasonCode: 'stopped-by-a-person',
      reason: 'A person stopped it.',
      at: null,
    });
    expect((await whole.post(`/api/loops/${id}/stop`)).status).toBe(409);
    const improvement = await shipped(whole, 3);
    await verified(whole, improvement);
    expect(await whole.db.messages.countDocuments({ customer })).toBe(0);
    await whole.db.improvements.deleteMany({});
  });

  it('that told its customer has a trail in words', async () => {
    const { customer } = await said(whole, 10);
    await whole.settle();
    await verified(whole, await shipped(whole, 3));
    const loop = await loopOf(customer);
    expect(loop).toMatchObject({ status: 'closed', closedAs: 'told' });
    expect(await trailOf(loop.id)).toEqual([
      '“prices without tax” was verified for them.',
      'The message was sent.',
      'The loop was to be closed here.',
    ]);
    await whole.db.improvements.deleteMany({});
  });

  it('that ran out ends for the reason its flow states', async () => {
    const { customer } = await said(whole, 10);
    await whole.settle();
    whole.clock.advance(91 * DAY);
    await whole.settle();
    const loop = await loopOf(customer);
    expect(loop).toMatchObject({
      status: 'ended',
      reasonCode: 'stop-step',
      reason: 'Their loop ended unanswered, because nothing changed in time.',
    });
    expect(await trailOf(loop.id)).toEqual([
      'The wait passed its limit, and nothing had changed for them.',
      'The loop ended here, unanswered.',
    ]);
  });
});

describe('the words of a trail', () => {
  const names: TrailNames = { improvement: (id) => `“${id}”`, owner: () => 'Ana', team: () => 'Support', system: () => 'The CRM' };
  const kinds = allKinds().map((kind) => ({ kind: kind.kind, exits: kind.ends ? ['end'] : kind.exits({}).map(({ name }) => name) }));

  it('exist for every exit of every kind', () => {
    const without = kinds.flatMap(({ kind, exits }) =>
      (exits.length > 0 ? exits : kind === 'split' ? ['A'] : ['next']).filter(
        (exit) => !(TRAIL_WORDS[kind]?.[exit] ?? TRAIL_WORDS[kind]?.['*']),
      ),
    );
    expect(without).toEqual([]);
  });

  it.each(ReasonCode.options)('are a sentence where a message was withheld or a walk went back because of %s', (code) => {
    for (const exit of ['withheld', 'sent', 'unwound']) {
      const said = trailWords({ kind: 'send-message', exit, code, about: null, step: 'tell' }, names);
      expect(said).toMatch(/^[A-Z“].*\.$/);
      expect(said).not.toContain('undefined');
    }
  });
});
