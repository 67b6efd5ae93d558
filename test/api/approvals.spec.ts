import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Step } from '@loopwright/workflows/contract';
import type { Mail } from '../../server/channels/channels.ts';
import type { Letter } from '../../server/channels/smtp.ts';
import type { HeldGroup } from '../../server/messages/alike.ts';
import type { ShownMessage } from '../../server/messages/shown.ts';
import { Reminders } from '../../server/reminding/reminders.ts';
import { DAY, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { ADMIN_KEY } from '../harness/api.ts';
import { Whole } from '../harness/whole.ts';

const HOUR = 3_600_000;
let whole: Whole;
let approver: string;
const letters: Letter[] = [];
let reminders: Reminders;

beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await whole.ask('PATCH', '/api/house-rules', { zone: 'UTC' });
  const someone = {
    role: 'approver' as const,
    passwordHash: null,
    disabledAt: null,
    reliedOn: 0,
    createdAt: whole.clock.now(),
    lastSeenAt: null,
  };
  await whole.db.people.create([
    { _id: 'maya', name: 'Maya', email: 'maya@halden.example', ...someone },
    { _id: 'vic', name: 'Vic', email: null, ...someone, role: 'viewer' },
  ]);
  await whole.ask('PUT', '/api/teams/prices', { name: 'Prices' });
  approver = (await whole.post<{ key: string }>('/api/keys', { name: 'an approver', role: 'approver' })).body.key;
  const smtp = {
    send: (letter: Letter) => {
      letters.push(letter);
      return Promise.resolve({ outcome: 'sent' });
    },
  };
  reminders = new Reminders(
    whole.db,
    whole.clock,
    { smtp, from: { address: 'us@halden.example' } } as unknown as Mail,
    'https://lw.example',
  );
});
beforeEach(async () => {
  whole.key = ADMIN_KEY;
  // How many others asked is counted once a minute.
  whole.clock.advance(120_000);
  letters.length = 0;
  await whole.db.flows.updateMany({}, { $set: { pausedEntry: true } });
  await whole.db.improvements.deleteMany({});
  await whole.db.messages.updateMany({ state: 'held' }, { $set: { state: 'stopped' } });
  await whole.db.reminders.deleteMany({});
});
afterAll(() => whole.close());

const end = (id: string, reason: string): Step => ({ id, kind: 'stop', config: { reason } });
const asking = (config: object): Step => ({
  id: 'ask',
  kind: 'ask-approval',
  config: { approver: { person: 'maya' }, ...config },
  exits: {
    approved: [
      { id: 'tell', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'email' } },
      { id: 'done', kind: 'close-loop', config: {} },
    ],
    declined: [end('no', 'they said no')],
    'timed-out': [end('late', 'nobody answered')],
  },
});
const flowWith = (step: Step) => ({
  name: `Flow ${String(Math.random())}`,
  entry: { themes: ['pricing'] },
  steps: [{ id: 'wait', kind: 'wait-for-improvement', config: {}, exits: { verified: [step] } }],
});

/** So many customers whose message waits for a yes; their loops. */
async function asked(config: object = {}, customers = 1): Promise<{ loops: string[]; improvement: string }> {
  await published(whole, flowWith(asking(config)));
  const ids: string[] = [];
  for (let i = 0; i < customers; i += 1) ids.push((await said(whole, 10)).customer);
  await whole.settle();
  const improvement = await shipped(whole, 3);
  await verified(whole, improvement);
  const loops = await whole.db.loops
    .find({ customer: { $in: ids } })
    .sort({ _id: 1 })
    .lean();
  return { loops: loops.map(({ _id }) => _id), improvement };
}
const messageOf = async (loop = ''): Promise<ShownMessage | undefined> =>
  (await whole.get<{ items: ShownMessage[] }>(`/api/messages?loop=${loop}`)).body.items[0];
const answer = (id: string | undefined, verb: 'approve' | 'decline') =>
  whole.post<ShownMessage & { code: string }>(`/api/messages/${id ?? ''}/${verb}`);
const stateOf = async (loop = ''): Promise<string> => {
  const doc = await whole.db.loops.findById(loop).lean();
  return doc?.reason ?? doc?.closedAs ?? doc?.status ?? '';
};

describe('a message that somebody is asked to approve', () => {
  it('waits, written as it would leave, and goes exactly so when they say yes', async () => {
    const { loops } = await asked({ standIn: { team: 'prices' } });
    const before = await messageOf(loops[0]);
    expect(before).toMatchObject({ state: 'held', asked: { of: 'Maya', standIn: 'Prices', oneText: false } });
    const groups = (await whole.get<{ items: HeldGroup[] }>('/api/messages/held')).body.items;
    expect(groups).toMatchObject([{ count: 1, asked: { of: 'Maya', standIn: 'Prices' } }]);
    expect((await answer(before?.id, 'approve')).body.state).toBe('scheduled');
    await whole.settle();
    expect(await messageOf(loops[0])).toMatchObject({ state: 'sent', text: before?.text, approvedBy: 'admin' });
    expect(await stateOf(loops[0])).toBe('told');
    expect(await whole.db.messages.countDocuments({ loop: loops[0] ?? '' })).toBe(1);
  });

  it('is approved by whoever was asked, and by their stand-in only once their time has come', async () => {
    const { loops } = await asked({ standIn: { team: 'prices' }, standInAfter: 'P1D' });
    whole.key = approver;
    const message = await messageOf(loops[0]);
    expect(await answer(message?.id, 'approve')).toMatchObject({ status: 403, body: { code: 'not-asked' } });
    expect(await answer(message?.id, 'decline')).toMatchObject({ status: 403, body: { code: 'not-asked' } });
    expect((await whole.post<{ approved: number }>('/api/messages/approve', { ids: [message?.id] })).body.approved).toBe(0);
    whole.clock.advance(DAY);
    expect((await answer(message?.id, 'approve')).status).toBe(200);
    await whole.settle();
    expect(await stateOf(loops[0])).toBe('told');
  });

  it('is not sent when they say no, or say nothing', async () => {
    const { loops } = await asked({ atMost: 'P2D' }, 2);
    await answer((await messageOf(loops[0]))?.id, 'decline');
    whole.clock.advance(20_000);
    await whole.settle();
    expect(await stateOf(loops[0])).toBe('they said no');
    expect(await stateOf(loops[1])).toBe('open');
    whole.clock.advance(2 * DAY + 600_000);
    await whole.settle();
    expect(await stateOf(loops[1])).toBe('nobody answered');
    expect(await messageOf(loops[1])).toMatchObject({ state: 'withheld', reasonCode: 'stale' });
    expect(await answer((await messageOf(loops[1]))?.id, 'approve')).toMatchObject({ status: 409 });
  });

  it('goes back to its wait when what it says is taken back, and is asked about anew when it holds again', async () => {
    const { loops, improvement } = await asked();
    const first = await messageOf(loops[0]);
    await whole.post(`/api/improvements/${improvement}/retract`, { reason: 'wrong', whatIsTrue: 'not yet', correct: false });
    await whole.settle();
    expect(await whole.db.waits.findOne({ loop: loops[0] ?? '', state: 'open' }).lean()).toMatchObject({ what: 'improvement' });
    await verified(whole, improvement);
    const [second] = (await whole.get<{ items: ShownMessage[] }>(`/api/messages?loop=${loops[0] ?? ''}&state=held`)).body.items;
    expect(second).toMatchObject({ state: 'held' });
    expect(second?.id).not.toBe(first?.id);
    expect(await answer(first?.id, 'approve')).toMatchObject({ status: 409 });
  });

  it('where one text is for all: one yes is for those who wait and whoever comes later', async () => {
    const { loops } = await asked({ covers: 'one-text' }, 2);
    await answer((await messageOf(loops[0]))?.id, 'approve');
    const { customer } = await said(whole, 10);
    await whole.settle();
    const later = await whole.db.loops.findOne({ customer }).lean();
    for (const loop of [...loops, later?._id]) expect(await stateOf(loop)).toBe('told');
  });

  it('where one text is for all: one no is for all', async () => {
    const { loops } = await asked({ covers: 'one-text' }, 2);
    await answer((await messageOf(loops[1]))?.id, 'decline');
    whole.clock.advance(20_000);
    await whole.settle();
    for (const loop of loops) expect(await stateOf(loop)).toBe('they said no');
  });
});

describe('whoever is asked', () => {
  it('gets one mail at nine in the morning, and none once nothing waits', async () => {
    whole.clock.advance(DAY - (whole.clock.now().getTime() % DAY) + 10 * HOUR);
    const { loops } = await asked({}, 2);
    await reminders.remindDue();
    expect(letters).toEqual([]);
    whole.clock.advance(23 * HOUR);
    await reminders.remindDue();
    await reminders.remindDue();
    expect(letters).toMatchObject([{ to: 'maya@halden.example', subject: '2 things wait for you' }]);
    expect(letters[0]?.text).toContain('https://lw.example/outbox/');
    for (const loop of loops) await answer((await messageOf(loop))?.id, 'approve');
    whole.clock.advance(DAY);
    await reminders.remindDue();
    expect(letters).toHaveLength(1);
    expect(await whole.db.reminders.countDocuments()).toBe(0);
  });

  it('gets it at once where less than a day is left, and a team as a notice', async () => {
    await asked({ atMost: 'PT5H', standIn: { team: 'prices' }, standInAfter: 'PT2H' });
    await reminders.remindDue();
    expect(letters).toMatchObject([{ to: 'maya@halden.example' }]);
    expect(await whole.db.notices.countDocuments({ team: 'prices' })).toBe(0);
    whole.clock.advance(2 * HOUR);
    await reminders.remindDue();
    expect(await whole.db.notices.find({ team: 'prices' }).lean()).toMatchObject([{ state: 'wanted', step: 'reminder' }]);
  });

  it('may approve, and a message comes next: else publishing says what is wrong', async () => {
    const lonely = { ...asking({ approver: { person: 'vic' } }), exits: { approved: [end('x', 'nothing')] } };
    const { body } = await whole.post<{ id: string }>('/api/flows', flowWith(lonely));
    const { problems } = (await whole.get<{ problems: { path: string; message: string }[] }>(`/api/flows/${body.id}/problems`)).body;
    const anyway = flowWith({ ...asking({}), exits: { approved: [], declined: [] } });
    anyway.steps[0]?.exits.verified.push({
      id: 'tell',
      kind: 'send-message',
      config: { template: 'you-asked-we-changed', channel: 'email' },
    });
    const again = (await whole.post<{ id: string }>('/api/flows', anyway)).body;
    const found = (await whole.get<{ problems: { message: string }[] }>(`/api/flows/${again.id}/problems`)).body.problems;
    expect(found.map(({ message }) => message)).toContain(
      '“declined” of “Ask somebody to approve” leads to the very message that was not approved.',
    );
    expect(problems.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'Vic may not approve messages.',
        '“Ask somebody to approve” asks about the next message, and no message comes next when it is approved.',
      ]),
    );
  });
});
