import type { FlowInput } from '@loopwright/workflows/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFeedback } from '../builders/feedback.ts';
import { pricingFlow, published, someThemes } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Offered {
  key: string;
  missing: string | null;
  flow: FlowInput | null;
}

let whole: Whole;
let pricing: string;
let silent: string;
let draft: FlowInput;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  pricing = await published(whole, pricingFlow());
  await published(whole, pricingFlow({ name: 'Deliveries', entry: { themes: ['delivery'], feelings: ['complaint'] } }));
  const { items } = (await whole.get<{ items: Offered[] }>('/api/flows/shipped')).body;
  const offered = items.find(({ key }) => key === 'silent-detractor');
  if (!offered?.flow) throw new Error(offered?.missing ?? 'not offered');
  draft = offered.flow;
  silent = await published(whole, draft);
});
afterAll(() => whole.close());

/** A low score without a word; answers with the customer and the feedback. */
async function lowScore(more: object = {}): Promise<{ customer: string; feedback: string }> {
  const { text: _text, themes: _themes, feeling: _feeling, ...rest } = aFeedback({ occurredAt: whole.clock.now().toISOString() });
  const { body } = await whole.post<{ ids: string[] }>('/api/feedback', { ...rest, score: 3, scoreKind: 'nps', ...more });
  const doc = await whole.db.feedback.findById(body.ids[0]).lean();
  await whole.settle();
  return { customer: doc?.customer ?? '', feedback: doc?._id ?? '' };
}
async function press(customer: string, says: number): Promise<void> {
  const message = await whole.db.messages.findOne({ customer, template: 'what-was-the-main-thing' }).lean();
  const [path = ''] = /\/a\/[^\s)?]+/.exec(message?.content?.text ?? '') ?? [];
  const payload = new URLSearchParams({ says: String(says) }).toString();
  await whole.app.inject({ method: 'POST', url: path, payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  await whole.settle();
  await whole.settle();
}

describe('a low score without words', () => {
  it('is asked about; the answer becomes its theme, said by them, and the flow of that theme goes on', async () => {
    const { customer, feedback } = await lowScore();
    expect(await whole.db.messages.find({ customer }).lean()).toMatchObject([{ template: 'what-was-the-main-thing', state: 'sent' }]);
    await press(customer, 1);
    expect(await whole.db.feedback.findById(feedback).lean()).toMatchObject({
      tags: [{ theme: 'pricing', by: 'customer', confirmed: true }],
      feeling: 'complaint',
      needs: [],
      stage: 'looped',
    });
    expect(await whole.db.loops.find({ feedback, flow: pricing }).lean()).toMatchObject([{ status: 'open', themes: ['pricing'] }]);
    expect(await whole.db.loops.find({ feedback, flow: silent }).lean()).toMatchObject([{ status: 'ended', reasonCode: 'stop-step' }]);
    await whole.settle();
    expect(await whole.db.loops.countDocuments({ feedback })).toBe(2);
  });

  it('of somebody who said it within the half year is not asked about again: what they said is its theme too', async () => {
    const who = { externalId: 'twice', email: 'twice@example.com' };
    const first = await lowScore({ customer: who });
    await press(first.customer, 0);
    const again = await lowScore({ customer: who });
    await whole.settle();
    expect(await whole.db.messages.countDocuments({ customer: first.customer })).toBe(1);
    expect((await whole.db.feedback.findById(again.feedback).lean())?.tags).toMatchObject([{ theme: 'delivery', by: 'customer' }]);
  });
});

describe('publishing a question whose answer becomes the theme', () => {
  const problemsOf = async (answers: string[]): Promise<string[]> => {
    const steps = structuredClone(draft.steps ?? []);
    if (steps[0]) steps[0].config = { ...steps[0].config, answers };
    const { body } = await whole.post<{ id: string; revision: number }>('/api/flows', { ...draft, name: answers.join(), steps });
    const answer = await whole.post<{ problems: { message: string }[] }>(`/api/flows/${body.id}/publish`, { revision: body.revision });
    return answer.body.problems.map(({ message }) => message);
  };

  it('refuses an answer that is no theme, and one whose theme has no live flow', async () => {
    await whole.post('/api/themes', { key: 'returns', name: 'Returns' });
    expect(await problemsOf(['pricing', 'Something else', 'Returns'])).toEqual([
      'The answer “Something else” is to become the theme, and there is no theme of that name.',
      'The answer “Returns” leads nowhere: no live flow takes complaints about that theme.',
    ]);
  });
});
