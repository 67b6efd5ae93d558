import type { FlowInput, Step } from '@loopwright/workflows/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

const RETRACTION = { reason: 'the app shows no tax', whatIsTrue: 'prices in the app are still without tax', correct: true };

const send = (id: string, template: string): Step => ({ id, kind: 'send-message', config: { template, channel: 'email' } });

/** Corrects, and says when it holds. */
const correctingFlow = (more: Partial<FlowInput> = {}): FlowInput => ({
  name: 'Taken back',
  entry: { kind: 'taken-back', themes: ['pricing'] },
  steps: [
    send('wrong', 'what-i-told-you-was-wrong'),
    {
      id: 'again',
      kind: 'wait-for-improvement',
      config: { themes: 'same', atMost: 'P180D' },
      exits: { verified: [send('holds', 'now-it-holds'), { id: 'done', kind: 'close-loop', config: {} }] },
    },
  ],
  ...more,
});

let whole: Whole;
let customer: string;
let feedback: string;
let flow: string;
let id: string;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await published(whole, pricingFlow());
  flow = await published(whole, correctingFlow());
  ({ customer, feedback } = await said(whole, 10));
  await whole.settle();
  id = await shipped(whole, 3);
  await verified(whole, id);
});
afterAll(() => whole.close());

/** Until what was opened is started, and what it sends has left. */
async function comeToRest(): Promise<void> {
  await whole.settle();
  whole.clock.advance(10_000);
  await whole.settle();
  whole.clock.advance(60_000);
}
const sent = async (): Promise<string[]> =>
  (await whole.db.messages.find({ customer, state: 'sent' }).sort({ sentAt: 1, _id: 1 }).lean()).map(({ template }) => template);
const retract = async (): Promise<Record<string, unknown>> =>
  (await whole.post<Record<string, unknown>>(`/api/improvements/${id}/retract`, RETRACTION)).body;

describe('a live flow that begins when something is taken back', () => {
  it('has one loop for who was told, and sends the one correction, with what is true', async () => {
    expect(await retract()).toMatchObject({ state: 'retracted', told: 1, unknown: 0 });
    await comeToRest();
    expect(await sent()).toEqual(['you-asked-we-changed', 'what-i-told-you-was-wrong']);
    expect(await whole.db.loops.find({ flow }).lean()).toMatchObject([{ feedback, customer, status: 'open', themes: ['pricing'] }]);
    const correction = await whole.db.messages.findOne({ 'claim.purpose': 'correction' }).lean();
    expect(correction).toMatchObject({ flow, step: 'wrong', claim: { improvement: id, epoch: 1 } });
    expect(correction?.content?.text).toContain('every price includes tax');
    expect(correction?.content?.text).toContain(RETRACTION.whatIsTrue);
    expect(correction?.content?.text).not.toContain(RETRACTION.reason);
  });

  it('tells them when it holds, and what it said about it before', async () => {
    await verified(whole, id);
    await comeToRest();
    expect((await sent()).slice(2)).toEqual(['now-it-holds']);
    const holds = await whole.db.messages.findOne({ template: 'now-it-holds' }).lean();
    expect(holds?.content?.text).toContain('every price includes tax');
    expect(holds?.content?.text).toContain('on 2 March');
    expect(await whole.db.loops.find({ flow }).lean()).toMatchObject([{ status: 'closed', closedAs: 'told', generation: 1 }]);
  });

  it('corrects them once more when that is taken back too', async () => {
    expect(await retract()).toMatchObject({ told: 1 });
    await comeToRest();
    expect((await sent()).slice(3)).toEqual(['what-i-told-you-was-wrong']);
    expect(await whole.db.loops.find({ flow }).lean()).toMatchObject([{ status: 'open', generation: 2 }]);
    expect(await whole.db.messages.countDocuments({ 'claim.purpose': 'correction' })).toBe(2);
  });

  it('lets nobody in while it is to let nobody new in: then the product corrects by itself', async () => {
    await whole.post(`/api/flows/${flow}/pause`, { nobodyNew: true });
    await verified(whole, id);
    await comeToRest();
    await retract();
    await comeToRest();
    const corrections = await whole.db.messages.find({ 'claim.purpose': 'correction', state: 'sent' }).sort({ sentAt: 1 }).lean();
    expect(corrections.map(({ step, claim }) => [step, claim?.epoch])).toEqual([
      ['wrong', 1],
      ['wrong', 2],
      ['correction', 3],
    ]);
  });
});

describe('publishing', () => {
  const publish = async (input: FlowInput): Promise<{ status: number; body: { problems?: { message: string }[] } }> => {
    const { body } = await whole.post<{ id: string; revision: number }>('/api/flows', input);
    return whole.post(`/api/flows/${body.id}/publish`, { revision: body.revision });
  };

  it('takes no correction in a flow that begins with feedback, and no flow for what is taken back that corrects nobody', async () => {
    const { body } = await publish(correctingFlow({ entry: { themes: ['pricing'] } }));
    expect(body.problems?.map(({ message }) => message)).toEqual([expect.stringContaining('nothing was taken back here')]);
    const none = await publish(correctingFlow({ steps: correctingFlow().steps?.slice(1) ?? [] }));
    expect(none.body.problems?.map(({ message }) => message)).toEqual([expect.stringContaining('Nobody is corrected')]);
  });
});
