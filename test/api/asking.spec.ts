import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowInput, Step } from '@loopwright/workflows/contract';
import type { ShownAnswer } from '../../server/answers/answers.ts';
import type { ShownTask } from '../../server/tasks/tasks.ts';
import { DAY, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

let whole: Whole;
const QUESTION = {
  title: 'The main thing',
  variants: { en: { subject: 'One question', body: 'What was the main thing? Choose one of these.\n\n{{answers}}\n\n{{> footer}}\n' } },
};

beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await whole.ask('PATCH', '/api/house-rules', { zone: 'UTC' });
  await whole.ask('PUT', '/api/teams/ana', { name: 'Ana' });
  const saved = await whole.ask('PUT', '/api/templates/main-thing', QUESTION);
  if (saved.status >= 300) throw new Error(saved.text);
});
beforeEach(async () => {
  await whole.db.flows.updateMany({}, { $set: { pausedEntry: true } });
  await whole.db.improvements.deleteMany({});
});
afterAll(() => whole.close());

const end = (id: string, reason: string): Step => ({ id, kind: 'stop', config: { reason } });
const ends = (...names: string[]): Record<string, Step[]> =>
  Object.fromEntries(names.map((name) => [name, [end(`end-${name.toLowerCase().replaceAll(' ', '-')}`, name)]]));
const flowOf = (...steps: Step[]): FlowInput => ({ name: `Flow ${String(Math.random())}`, entry: { themes: ['pricing'] }, steps });
const REPLIES = ['satisfied', 'not-fixed', 'not-what-i-said', 'other', 'timed-out'];
const fixed = (between: Step[]): FlowInput =>
  flowOf({
    id: 'wait',
    kind: 'wait-for-improvement',
    config: {},
    exits: {
      verified: [
        { id: 'tell', kind: 'send-message', config: { template: 'it-is-fixed', channel: 'email' } },
        ...between,
        { id: 'reply', kind: 'wait-for-reply', config: { to: 'it-is-fixed', reader: { team: 'ana' } }, exits: ends(...REPLIES) },
      ],
    },
  });

const loopOf = async (customer: string) => whole.db.loops.findOne({ customer }).sort({ _id: -1 }).lean();
const reasonOf = async (customer: string): Promise<string | null | undefined> => (await loopOf(customer))?.reason;
/** The links that a customer was sent, in their order, without the address of the house. */
async function linksOf(customer: string): Promise<string[]> {
  const message = await whole.db.messages.findOne({ customer, state: 'sent' }).sort({ createdAt: -1 }).lean();
  return [...(message?.content?.text ?? '').matchAll(/https:\/\/answers\.halden\.example(\/a\/[^\s)]+)/g)].map(([, path = '']) => path);
}
async function press(path = '', says: number, text = ''): Promise<{ status: number; text: string }> {
  const [url = ''] = path.split('?');
  const payload = new URLSearchParams({ says: String(says), text }).toString();
  const answer = await whole.app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  await whole.settle();
  return { status: answer.statusCode, text: answer.body };
}
async function told(between: Step[] = []): Promise<{ customer: string; links: string[] }> {
  await published(whole, fixed(between));
  const { customer } = await said(whole, 10);
  await whole.settle();
  await verified(whole, await shipped(whole, 3));
  return { customer, links: await linksOf(customer) };
}

describe('the links of a message that waits for an answer', () => {
  it('lead to a page; opening it, as scanners do, answers nothing, and pressing the button does', async () => {
    const { customer, links } = await told();
    expect(links).toHaveLength(4);
    for (const link of links) {
      const page = await whole.app.inject({ method: 'GET', url: link });
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('No, still not');
    }
    await whole.settle();
    expect(await whole.db.replies.countDocuments()).toBe(0);
    expect((await press(links[1], 1)).text).toContain('Your answer has arrived: <strong>No, still not</strong>');
    expect(await reasonOf(customer)).toBe('not-fixed');
    await press(links[1], 1);
    expect(await whole.db.replies.countDocuments()).toBe(1);
  });

  it('have what they wrote read by a person, in working days', async () => {
    const { customer, links } = await told();
    await press(links[3], 3, 'It is the <b>other</b> price.');
    expect(await reasonOf(customer)).toBe('other');
    const { items } = (await whole.get<{ items: ShownTask[] }>(`/api/tasks?loop=${(await loopOf(customer))?._id ?? ''}`)).body;
    expect(items).toMatchObject([{ ownerName: 'Ana', text: 'They answered: “It is the <b>other</b> price.”. Read it, and answer them.' }]);
  });

  it('take the latest answer while it is waited for, keep late ones for somebody to read, and never go on twice', async () => {
    const { customer, links } = await told([{ id: 'a-day', kind: 'wait', config: { for: 'P1D' } }]);
    await press(links[0], 0);
    await press(links[1], 1);
    expect(await reasonOf(customer)).toBeNull();
    whole.clock.advance(DAY + 600_000);
    await whole.settle();
    expect(await reasonOf(customer)).toBe('not-fixed');
    await press(links[0], 0, 'After all it works.');
    expect(await reasonOf(customer)).toBe('not-fixed');
    const late = (await whole.get<{ items: ShownAnswer[] }>('/api/answers?state=unread')).body.items;
    expect(late).toMatchObject([{ says: 'satisfied', text: 'After all it works.', late: true, customerId: customer }]);
    const home = (): Promise<string[]> =>
      whole.get<{ work: { kind: string }[] }>('/api/home').then(({ body }) => body.work.map(({ kind }) => kind));
    expect(await home()).toContain('late-answers');
    await whole.post(`/api/answers/${late[0]?.id ?? ''}/read`);
    expect(await home()).not.toContain('late-answers');
  });

  it('that nobody presses run out', async () => {
    const { customer } = await told();
    whole.clock.advance(14 * DAY + 600_000);
    await whole.settle();
    expect(await reasonOf(customer)).toBe('timed-out');
  });

  it('are none with a letter changed, and none of those that stop mail', async () => {
    const { customer, links } = await told();
    const [token = ''] = (links[0] ?? '').replace('/a/', '').split('?');
    const message = await whole.db.messages.findOne({ customer }).lean();
    for (const wrong of [`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, whole.links.token(message?._id ?? '')])
      expect((await press(`/a/${wrong}`, 0)).status).toBe(404);
    expect((await whole.app.inject({ method: 'POST', url: `/u/${token}` })).statusCode).toBe(404);
    expect(await whole.db.replies.countDocuments({ message: message?._id ?? '' })).toBe(0);
  });
});

describe('a question', () => {
  const ANSWERS = ['Price', 'Something else'];
  const asks = (): FlowInput =>
    flowOf({
      id: 'ask',
      kind: 'ask-question',
      config: { template: 'main-thing', channel: 'email', answers: ANSWERS },
      exits: ends(...ANSWERS, 'timed-out', 'withheld'),
    });

  it('goes on by its answer, and is not put again to who has answered it', async () => {
    await published(whole, asks());
    const who = { externalId: 'Q-1', email: 'q1@example.com' };
    const { customer } = await said(whole, 1, { customer: who });
    await whole.settle();
    const links = await linksOf(customer);
    expect(links).toHaveLength(2);
    await press(links[1], 1);
    expect(await reasonOf(customer)).toBe('Something else');
    await whole.db.flows.updateMany({}, { $set: { pausedEntry: true } });
    await published(whole, asks());
    await said(whole, 1, { customer: who });
    await whole.settle();
    expect(await reasonOf(customer)).toBe('Something else');
    expect(await whole.db.messages.countDocuments({ customer })).toBe(1);
    const trail = await whole.get<{ items: { words: string }[] }>(`/api/loops/${(await loopOf(customer))?._id ?? ''}/trail`);
    expect(trail.body.items[0]?.words).toBe('They had answered “Something else” before.');
  });

  it('is not put twice to who has not answered, and runs out', async () => {
    await published(whole, asks());
    const who = { externalId: 'Q-2', email: 'q2@example.com' };
    const { customer } = await said(whole, 1, { customer: who });
    await whole.settle();
    const first = await loopOf(customer);
    await published(whole, asks());
    await said(whole, 1, { customer: who });
    await whole.settle();
    expect(await reasonOf(customer)).toBe('withheld');
    whole.clock.advance(14 * DAY + 600_000);
    await whole.settle();
    expect((await whole.db.loops.findById(first?._id).lean())?.reason).toBe('timed-out');
  });
});

describe('the next score of a customer', () => {
  const waits = (): FlowInput =>
    flowOf({
      id: 'next',
      kind: 'wait-for-feedback',
      config: { score: 'nps', sources: ['survey'] },
      exits: ends('better', 'same-or-worse', 'timed-out'),
    });
  const score = (who: object, value: number, more: object = {}): Promise<unknown> =>
    said(whole, 0, { customer: who, score: value, scoreKind: 'nps', themes: [], ...more });

  it('is held against the score that opened the loop; another source or kind does not count', async () => {
    await published(whole, waits());
    const who = { externalId: 'S-1', email: 's1@example.com' };
    const { customer } = await said(whole, 1, { customer: who, score: 6, scoreKind: 'nps' });
    await whole.settle();
    whole.clock.advance(DAY);
    await score(who, 10, { source: 'app' });
    await said(whole, 0, { customer: who, score: 5, scoreKind: 'stars', themes: [] });
    await whole.settle();
    expect(await reasonOf(customer)).toBeNull();
    await score(who, 7);
    await whole.settle();
    expect(await reasonOf(customer)).toBe('better');
  });

  it('is better from a stated score where none opened it, and can fail to come', async () => {
    await published(whole, waits());
    const [one, other] = [
      { externalId: 'S-2', email: 's2@example.com' },
      { externalId: 'S-3', email: 's3@example.com' },
    ];
    const first = await said(whole, 1, { customer: one });
    const second = await said(whole, 1, { customer: other });
    await whole.settle();
    whole.clock.advance(DAY);
    await score(one, 8);
    await whole.settle();
    expect(await reasonOf(first.customer)).toBe('same-or-worse');
    whole.clock.advance(60 * DAY + 600_000);
    await whole.settle();
    expect(await reasonOf(second.customer)).toBe('timed-out');
  });
});

describe('something noted', () => {
  it('stands on the customer, lets what waited for it go on, and leaves what is there where the flow says so', async () => {
    const note = (id: string, config: object): Step => ({
      id,
      kind: 'set-attribute',
      config: { key: 'plan', ...config },
    });
    await published(
      whole,
      flowOf(
        note('one', { value: 'pro' }),
        note('two', { value: 'basic', replace: false }),
        note('three', { on: 'feedback', value: 5 }),
        end('x', 'noted'),
      ),
    );
    const { customer, feedback } = await said(whole, 1);
    await whole.settle();
    expect((await whole.db.customers.findById(customer).lean())?.attributes).toMatchObject({ plan: 'pro' });
    expect((await whole.db.feedback.findById(feedback).lean())?.attributes).toMatchObject({ plan: 5 });
    expect(await reasonOf(customer)).toBe('noted');
    const trail = await whole.get<{ items: { words: string }[] }>(`/api/loops/${(await loopOf(customer))?._id ?? ''}/trail`);
    expect(trail.body.items.map(({ words }) => words).slice(0, 2)).toEqual([
      'It was noted.',
      'Nothing was noted, because something was there.',
    ]);
  });
});
