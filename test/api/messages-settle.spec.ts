import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ShownMessage } from '../../server/messages/shown.ts';
import { sweepLedger } from '../../server/telling/ledger-sweep.ts';
import { Unknowns } from '../../server/messages/unknowns.ts';
import type { World } from '../../server/app/world.ts';
import { aCustomer, aFlow, anImprovement, aWaitingLoop, release, verify } from '../protocol/arrange.ts';
import { Stage } from '../protocol/stage.ts';
import { DAY, pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { lostInSending } from '../builders/unknown.ts';
import { ADMIN_KEY } from '../harness/api.ts';
import { Whole } from '../harness/whole.ts';

interface Case {
  id: string;
  customer: string;
  improvement: string;
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await whole.post('/api/keys', { name: 'Ana', role: 'agent' });
});
beforeEach(async () => {
  await whole.loops.stopAll();
  for (const name of ['flows', 'loops', 'waits', 'messages', 'tells', 'improvements', 'entries'] as const)
    await whole.db[name].collection.deleteMany({});
  await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT0S' });
});
afterAll(() => whole.close());

const read = async (id: string): Promise<ShownMessage> => (await whole.get<ShownMessage>(`/api/messages/${id}`)).body;
const settle = (id: string, as: string, note?: string) =>
  whole.post<ShownMessage>(`/api/messages/${id}/settle`, { as, ...(note === undefined ? {} : { note }) });
const retract = (improvement: string, correct = true) =>
  whole.post(`/api/improvements/${improvement}/retract`, { reason: 'the app shows none', whatIsTrue: 'prices are without tax', correct });
const corrections = (customer: string): Promise<number> =>
  whole.db.messages.countDocuments({ customer, 'claim.purpose': 'correction', state: 'sent' });

const sweep = (): Promise<number> => whole.sweep();

/** A message past the point of no return whose process died there; its loop has gone on and closed. */
async function unknown(): Promise<Case> {
  await published(whole, pricingFlow(), { hold: true });
  const { customer } = await said(whole, 10);
  await whole.settle();
  const improvement = await shipped(whole, 3);
  await verified(whole, improvement);
  const held = await whole.db.messages.findOne({ customer, state: 'held' }).lean();
  const id = held?._id ?? '';
  await lostInSending(whole, id);
  return { id, customer, improvement };
}

describe('a message of which nobody knows whether it arrived', () => {
  it('says so with the provider’s answer, and what can be made of it', async () => {
    const { id } = await unknown();
    await whole.db.messages.updateOne({ _id: id }, { $set: { detail: '451' } });
    expect(await read(id)).toMatchObject({
      state: 'unknown',
      detail: '451',
      settled: null,
      history: [],
      settle: {
        can: ['arrived', 'send-again', 'leave'],
        words: {
          arrived: 'It counts as sent, and nothing leaves.',
          leave: 'Nothing leaves. It stays unknown and counts as told, so that they are not told twice.',
        },
      },
    });
  });

  it('that arrived is sent from when it left, on somebody’s word', async () => {
    const { id } = await unknown();
    const left = (await whole.db.messages.findById(id).lean())?.handedAt?.toISOString();
    whole.clock.advance(DAY);
    expect((await settle(id, 'arrived', 'she answered it')).body).toMatchObject({
      state: 'sent',
      sentAt: left,
      settle: null,
      settled: { as: 'arrived', by: 'admin', note: 'she answered it' },
      reason: 'admin says that it arrived.',
    });
  });

  it('that is left stays unknown, and is off the worklist', async () => {
    const { id } = await unknown();
    const kinds = async (): Promise<string[]> =>
      (await whole.get<{ work: { kind: string }[] }>('/api/home')).body.work.map(({ kind }) => kind);
    expect(await kinds()).toContain('unknown-messages');
    const { body } = await settle(id, 'leave');
    expect(body).toMatchObject({ state: 'unknown', settled: { as: 'leave' }, settle: null });
    expect(body.reason).toMatch(/admin has left it at that\.$/);
    expect(await kinds()).not.toContain('unknown-messages');
  });

  it('is settled by one of several at once; the others are told who did', async () => {
    const { id } = await unknown();
    const answers = await Promise.all(['arrived', 'leave', 'send-again', 'leave', 'arrived'].map((as) => settle(id, as)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409))
      expect(body).toMatchObject({ code: 'settled-already', by: 'admin', detail: expect.stringContaining('admin has settled') as string });
  });

  it.each([
    ['sent', 409, 'not-unknown'],
    ['held', 409, 'not-unknown'],
    ['stopped', 409, 'not-unknown'],
  ])('is the only kind that is settled: one that is %s is not', async (state, status, code) => {
    const { id } = await unknown();
    await whole.db.messages.updateOne({ _id: id }, { $set: { state } });
    expect(await settle(id, 'arrived')).toMatchObject({ status, body: { code, state } });
  });

  it('is settled in a known way, by an agent, and only where it is', async () => {
    const { id } = await unknown();
    expect((await settle(id, 'forget')).status).toBe(422);
    expect((await settle('nothing', 'leave')).status).toBe(404);
    const { body } = await whole.post<{ key: string }>('/api/keys', { name: `viewer ${id}`, role: 'viewer' });
    whole.key = body.key;
    expect((await settle(id, 'leave')).status).toBe(403);
    whole.key = ADMIN_KEY;
  });
});

describe('sending again', () => {
  it('goes through the ledger under the same key, after the delay, though the loop is over', async () => {
    const { id, customer } = await unknown();
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT10M' });
    expect((await settle(id, 'send-again', 'their server was down')).body).toMatchObject({
      id,
      state: 'scheduled',
      history: [{ attempts: 1, by: 'admin', note: 'their server was down' }],
    });
    await sweep();
    expect((await read(id)).state).toBe('scheduled');
    whole.clock.advance(10 * 60_000);
    await sweep();
    expect(await read(id)).toMatchObject({ state: 'sent', via: 'outbox', settle: null });
    expect(await whole.db.messages.countDocuments({ customer })).toBe(1);
    expect(await sweep()).toBe(0);
  });

  it('that is not true for them any more does not leave; it is unknown once more, and says why', async () => {
    const { id, improvement } = await unknown();
    await whole.ask('PATCH', `/api/improvements/${improvement}`, { scope: { field: 'customer.attributes.plan', is: ['pro'] } });
    await settle(id, 'send-again');
    await sweep();
    const message = await read(id);
    expect(message).toMatchObject({ state: 'unknown', detail: 'no-longer-covered', settle: { can: ['arrived', 'send-again', 'leave'] } });
    expect(message.reason).toContain('It was to be sent again and was not.');
    expect((await settle(id, 'leave')).body).toMatchObject({ state: 'unknown', settled: { as: 'leave' } });
  });

  it('can be stopped before it leaves, and is unknown once more', async () => {
    const { id } = await unknown();
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT10M' });
    await settle(id, 'send-again');
    expect((await whole.post<ShownMessage>(`/api/messages/${id}/stop`)).body).toMatchObject({
      state: 'unknown',
      detail: 'stopped-by-a-person',
    });
    whole.clock.advance(DAY);
    await sweep();
    expect((await read(id)).state).toBe('unknown');
  });

  it('waits while its flow sends nothing, without being asked for again and again', async () => {
    const { id } = await unknown();
    const flow = (await whole.db.messages.findById(id).lean())?.flow ?? '';
    await whole.post(`/api/flows/${flow}/pause`, { sendNothing: true });
    await settle(id, 'send-again');
    expect([await sweep(), await sweep()]).toEqual([1, 0]);
    await whole.post(`/api/flows/${flow}/resume`, { sendNothing: true });
    whole.clock.advance(61_000);
    await sweep();
    expect((await read(id)).state).toBe('sent');
  });

  it('is not offered for what was taken back', async () => {
    const { id, improvement } = await unknown();
    await retract(improvement);
    await whole.settle();
    expect((await read(id)).settle?.can).toEqual(['arrived', 'leave']);
    expect(await settle(id, 'send-again')).toMatchObject({ status: 409, body: { code: 'taken-back' } });
  });
});

describe('taking back', () => {
  it.each(['arrived', 'leave'])('corrects those whose message was settled as %s', async (as) => {
    const { id, customer, improvement } = await unknown();
    await settle(id, as);
    expect((await retract(improvement)).body).toMatchObject({ told: 1, unknown: 0 });
    await whole.settle();
    expect(await corrections(customer)).toBe(1);
  });

  it('leaves those to a person of whom it is not known', async () => {
    const { customer, improvement } = await unknown();
    expect((await retract(improvement)).body).toMatchObject({ told: 0, unknown: 1 });
    await whole.settle();
    expect(await corrections(customer)).toBe(0);
  });

  it.each(['arrived', 'leave'])('before it was settled as %s: the correction follows then, once', async (as) => {
    const { id, customer, improvement } = await unknown();
    await retract(improvement);
    await whole.settle();
    await settle(id, as);
    await whole.settle();
    expect(await corrections(customer)).toBe(1);
  });

  it('writes no correction where none is wanted', async () => {
    const { id, customer, improvement } = await unknown();
    await retract(improvement, false);
    await whole.settle();
    await settle(id, 'arrived');
    await whole.settle();
    expect(await corrections(customer)).toBe(0);
  });

  it('while it is being sent again makes it unknown, not unsent: the first may have arrived', async () => {
    const { id, customer, improvement } = await unknown();
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT10M' });
    await settle(id, 'send-again');
    await retract(improvement);
    await whole.settle();
    expect(await read(id)).toMatchObject({ state: 'unknown', settle: { can: ['arrived', 'leave'] } });
    await settle(id, 'leave');
    await whole.settle();
    expect(await corrections(customer)).toBe(1);
  });

  it('after it was sent again corrects by what came of that', async () => {
    const { id, customer, improvement } = await unknown();
    await settle(id, 'send-again');
    await sweep();
    expect((await retract(improvement)).body).toMatchObject({ told: 1, unknown: 0 });
    await whole.settle();
    expect(await corrections(customer)).toBe(1);
  });
});

describe('erasing', () => {
  it('leaves nothing of what was noted', async () => {
    const { id, customer } = await unknown();
    await settle(id, 'send-again', 'a private note');
    await whole.db.messages.updateOne({ _id: id }, { $set: { state: 'unknown' } });
    await settle(id, 'leave', 'another private note');
    await whole.ask('DELETE', `/api/customers/${customer}`);
    expect(JSON.stringify(await whole.db.messages.findById(id).lean())).not.toContain('private');
  });
});

describe('a message that a mail server refuses when it is sent again', () => {
  it('is unknown still, and no other flow tells them a second time', async () => {
    const stage = await Stage.open(inject('mongodbUri'));
    await stage.reset();
    const customer = await aCustomer(stage);
    await aWaitingLoop(stage, { flow: await aFlow(stage), customer });
    const improvement = await anImprovement(stage);
    stage.channel.answer(new Error('the connection broke'));
    await release(stage, improvement._id, await verify(stage, improvement._id));
    const first = await stage.db.messages.findOne({ state: 'unknown' }).lean();
    const unknowns = new Unknowns({ db: stage.db, clock: stage.clock, workflows: stage.loops } as unknown as World);
    await unknowns.settle(first?._id ?? '', { as: 'send-again' }, 'Ana');
    stage.channel.answer({ outcome: 'refused', code: '550' });
    await sweepLedger(stage.db, stage.clock, stage.ledger);
    expect(await stage.db.messages.findById(first?._id).lean()).toMatchObject({
      state: 'unknown',
      detail: 'refused-by-server',
      settled: null,
    });
    await aWaitingLoop(stage, { flow: await aFlow(stage), customer });
    await stage.loops.quiet();
    const states = (await stage.db.messages.find().lean()).map(({ state, reason }) => [state, reason]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['unknown', 'outcome-unknown'],
        ['withheld', 'already-told'],
      ]),
    );
    expect(stage.channel.seen).toHaveLength(1);
    expect(stage.loops.bugs).toEqual([]);
    await stage.close();
  });
});
