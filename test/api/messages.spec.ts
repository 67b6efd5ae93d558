import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UNDO_MS } from '../../server/telling/undo-stop.ts';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Message {
  id: string;
  state: string;
  reasonCode: string | null;
  reason: string | null;
  via: string | null;
  subject: string;
  text: string;
  templateVersion: number;
  claim: { improvementId: string } | null;
  approvedBy: string | null;
}
interface Items<T> {
  items: T[];
  next: string | null;
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
});
beforeEach(async () => {
  await whole.loops.stopAll();
  for (const name of ['flows', 'loops', 'waits', 'messages', 'tells', 'improvements', 'entries'] as const)
    await whole.db[name].collection.deleteMany({});
});
afterAll(() => whole.close());

const messages = async (query: string): Promise<Message[]> => (await whole.get<Items<Message>>(`/api/messages?${query}`)).body.items;

/** One customer whose message waits for a look. */
async function heldFor(): Promise<{ customer: string; id: string; improvement: string }> {
  await published(whole, pricingFlow(), { hold: true });
  const { customer } = await said(whole, 10);
  await whole.settle();
  const improvement = await shipped(whole, 3);
  await verified(whole, improvement);
  const [message] = await messages(`customer=${customer}`);
  return { customer, id: message?.id ?? '', improvement };
}

describe('the outbox', () => {
  it('shows a message as it was rendered, and that it is kept here without a mail server', async () => {
    await published(whole, pricingFlow());
    const { customer } = await said(whole, 10);
    await whole.settle();
    const improvement = await shipped(whole, 3);
    await verified(whole, improvement);
    const [message] = await messages(`customer=${customer}&improvement=${improvement}&state=sent`);
    expect(message).toMatchObject({
      via: 'outbox',
      reason: 'kept here: no mail server',
      claim: { improvementId: improvement },
      templateTitle: 'You asked, we changed it',
      templateVersion: 1,
    });
    expect((await whole.get<Message>(`/api/messages/${message?.id ?? ''}`)).body).toEqual(message);
    expect((await whole.get('/api/messages/nothing')).status).toBe(404);
  });

  it('says why a message waits, and approving sends exactly what was looked at; a second click does nothing', async () => {
    const { id } = await heldFor();
    const { body } = await whole.get<Message>(`/api/messages/${id}`);
    expect(body).toMatchObject({
      state: 'held',
      reasonCode: 'waits-for-a-look',
      reason: 'It waits for somebody to look at it and approve it.',
    });
    expect((await whole.post<Message>(`/api/messages/${id}/approve`)).body).toMatchObject({ state: 'scheduled', approvedBy: 'admin' });
    await whole.settle();
    expect((await whole.get<Message>(`/api/messages/${id}`)).body).toMatchObject({ state: 'sent', text: body.text, subject: body.subject });
    expect((await whole.post<Message>(`/api/messages/${id}/approve`)).body.state).toBe('sent');
  });

  it('approved and then changed, the message goes back for another look', async () => {
    const { id, improvement } = await heldFor();
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT10M' });
    await whole.post(`/api/messages/${id}/approve`);
    await whole.settle();
    await whole.ask('PATCH', `/api/improvements/${improvement}`, { change: 'every price in the shop includes tax' });
    whole.clock.advance(11 * 60_000);
    await whole.settle();
    const { body } = await whole.get<Message>(`/api/messages/${id}`);
    expect(body).toMatchObject({ state: 'held', approvedBy: null });
    expect(body.text).toContain('every price in the shop includes tax');
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT0S' });
  });

  it('approves several, and names those that did not wait for it', async () => {
    const { id } = await heldFor();
    const { body } = await whole.post('/api/messages/approve', { ids: [id, 'nothing'] });
    expect(body).toEqual({ approved: 1, skipped: [{ id: 'nothing', state: 'not-found' }] });
  });

  it('a stopped message is not sent, its loop goes on when it cannot be taken back any more, and stopping again changes nothing', async () => {
    const { id, customer } = await heldFor();
    expect((await whole.post<Message>(`/api/messages/${id}/stop`)).body).toMatchObject({
      state: 'stopped',
      reasonCode: 'stopped-by-a-person',
      reason: 'A person stopped it.',
    });
    await whole.settle();
    expect(await whole.db.loops.findOne({ customer }).lean()).toMatchObject({ status: 'open' });
    whole.clock.advance(UNDO_MS);
    await whole.settle();
    expect(await whole.db.loops.findOne({ customer }).lean()).toMatchObject({ status: 'ended', reasonCode: 'not-told' });
    expect((await whole.post<Message>(`/api/messages/${id}/stop`)).body.state).toBe('stopped');
    expect((await whole.post(`/api/messages/${id}/approve`)).status).toBe(409);
  });

  it('a message that has left can no longer be stopped', async () => {
    const { id } = await heldFor();
    await whole.post(`/api/messages/${id}/approve`);
    await whole.settle();
    expect((await whole.post(`/api/messages/${id}/stop`)).body).toMatchObject({ code: 'too-late', state: 'sent' });
  });

  it('taking the improvement back stops what waits for a look, and its loop waits again', async () => {
    const { id, improvement, customer } = await heldFor();
    const { body } = await whole.post(`/api/improvements/${improvement}/retract`, {
      reason: 'wrong',
      whatIsTrue: 'prices are without tax',
      correct: true,
    });
    expect(body).toMatchObject({ stopped: 1, told: 0 });
    await whole.settle();
    expect((await whole.get<Message>(`/api/messages/${id}`)).body).toMatchObject({
      state: 'recalled',
      reasonCode: 'improvement-retracted',
    });
    expect(await whole.db.waits.countDocuments({ customer, state: 'open', what: 'improvement' })).toBe(1);
  });
});

describe('what a customer was told', () => {
  it('can be asked for by the company’s own customer number, for a feed in its app', async () => {
    await published(whole, pricingFlow());
    await said(whole, 10, { customer: { externalId: 'app-user-7', email: 'seven@example.com' } });
    await whole.settle();
    const improvement = await shipped(whole, 3);
    await verified(whole, improvement);
    const { items } = (await whole.get<Items<{ improvement: object; takenBack: boolean; text: string }>>('/api/told?customer=app-user-7'))
      .body;
    expect(items).toMatchObject([{ improvement: { id: improvement, change: 'every price includes tax' }, takenBack: false }]);
    await whole.post(`/api/improvements/${improvement}/retract`, { reason: 'wrong', whatIsTrue: 'prices are without tax', correct: false });
    const after = (await whole.get<Items<{ takenBack: boolean }>>('/api/told?customer=app-user-7')).body;
    expect(after.items.map(({ takenBack }) => takenBack)).toEqual([true]);
    expect((await whole.get('/api/told?customer=nobody')).status).toBe(404);
  });
});

describe('stopping from a mail', () => {
  it('opening the link stops nothing, pressing the button stops all, again and again', async () => {
    const { id, customer } = await heldFor();
    const url = whole.links.url(id).replace('https://answers.halden.example', '');
    const page = await whole.app.inject({ method: 'GET', url });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('<form method="post">');
    expect((await whole.get<Message>(`/api/messages/${id}`)).body.state).toBe('held');
    for (let again = 0; again < 2; again += 1) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const pressed = await whole.app.inject({ method: 'POST', url, headers, payload: 'List-Unsubscribe=One-Click' });
      expect(pressed.statusCode).toBe(200);
      expect(pressed.body).toContain('Stopped.');
    }
    expect((await whole.get<Message>(`/api/messages/${id}`)).body).toMatchObject({ state: 'withheld', reasonCode: 'unsubscribed' });
    expect((await whole.db.customers.findById(customer).lean())?.consent).toMatchObject({ email: false });
    expect(await whole.db.suppressions.countDocuments({ reason: 'unsubscribed' })).toBe(1);
  });

  it('holds for what comes later, also through another flow', async () => {
    const { id, customer } = await heldFor();
    await whole.app.inject({ method: 'POST', url: `/u/${whole.links.token(id)}` });
    await whole.settle();
    await published(whole, pricingFlow({ name: 'Other', entry: { themes: ['delivery'] } }));
    const customerNumber = (await whole.db.customers.findById(customer).lean())?.externalId ?? '';
    const email = (await whole.db.customers.findById(customer).lean())?.emails[0] ?? '';
    await said(whole, 10, { themes: ['delivery'], customer: { externalId: customerNumber, email } });
    await whole.settle();
    await verified(whole, await shipped(whole, 3, { themes: ['delivery'] }));
    const states = (await messages(`customer=${customer}`)).map(({ state, reasonCode }) => [state, reasonCode]);
    expect(states.sort()).toEqual([
      ['withheld', 'no-consent'],
      ['withheld', 'unsubscribed'],
    ]);
  });

  it('a link that is not ours leads to a page that says so', async () => {
    for (const token of ['nonsense', `${whole.links.token('aa'.repeat(32))}x`, whole.links.token('bb'.repeat(32))]) {
      expect((await whole.app.inject({ method: 'GET', url: `/u/${token}` })).statusCode).toBe(404);
      expect((await whole.app.inject({ method: 'POST', url: `/u/${token}` })).statusCode).toBe(404);
    }
  });
});
