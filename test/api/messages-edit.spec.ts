import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Shown {
  id: string;
  state: string;
  subject: string;
  text: string;
  html: string;
  approvedBy: string | null;
  editable: { contentHash: string; claims: string[]; footer: string | null } | null;
  edited: { by: string; before: { subject: string; text: string } } | null;
}

let whole: Whole;
let message: Shown;
let improvement: string;
const keys: Record<string, string> = {};

beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  for (const name of ['Ann', 'Bea']) {
    const { body } = await whole.post<{ key: string }>('/api/keys', { name, role: 'approver' });
    keys[name] = body.key;
  }
  keys['admin'] = whole.key;
});
beforeEach(async () => {
  whole.key = keys['admin'] ?? '';
  await whole.loops.stopAll();
  for (const name of ['flows', 'loops', 'waits', 'messages', 'tells', 'improvements', 'entries', 'customers', 'feedback'] as const)
    await whole.db[name].collection.deleteMany({});
  await published(whole, pricingFlow(), { hold: true });
  await said(whole, 10, { customer: { externalId: 'C-1', name: 'Priya Nair', email: 'priya@example.com' } });
  await whole.settle();
  improvement = await shipped(whole, 3);
  await verified(whole, improvement);
  const { body } = await whole.get<{ items: Shown[] }>('/api/messages?state=held');
  const [one] = body.items;
  if (!one) throw new Error('nothing waits for a look');
  message = one;
});
afterAll(() => whole.close());

const read = async (): Promise<Shown> => (await whole.get<Shown>(`/api/messages/${message.id}`)).body;
const claim = (): string => message.editable?.claims[0] ?? '';
const edit = async (text: string, more: object = {}) =>
  whole.post<Shown & { code: string; detail: string }>(`/api/messages/${message.id}/edit`, {
    contentHash: (await read()).editable?.contentHash ?? 'none',
    text,
    ...more,
  });
const approve = () => whole.post<{ code: string; state: string }>(`/api/messages/${message.id}/approve`);
const GREETED = 'Hello Priya Nair,';
const inOtherWords = (words = 'Dear Ms Nair,'): string => message.text.replace(GREETED, words);

describe('editing a message that waits for a look', () => {
  it('sends exactly the edited words, and the message shows how it was written before', async () => {
    expect(message.text).toContain(GREETED);
    const { status, body } = await edit(inOtherWords(), { subject: 'Your point about prices' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'held',
      text: inOtherWords(),
      subject: 'Your point about prices',
      edited: { by: 'admin', before: { subject: message.subject, text: message.text } },
    });
    await approve();
    await whole.settle();
    expect(await read()).toMatchObject({ state: 'sent', text: inOtherWords(), subject: 'Your point about prices' });
    expect((await read()).html).toContain('<p>Dear Ms Nair,</p>');
    const { body: audit } = await whole.get<{ items: { words: string; changes: object[] }[] }>('/api/audit?q=other words');
    expect(audit.items[0]?.words).toContain('put a message from the template “you-asked-we-changed” in other words');
    expect(audit.items[0]?.changes).toEqual([{ field: 'words', before: 'as its template writes them', after: 'put by admin' }]);
  });

  it('is refused where the claim would change, in words that say which', async () => {
    const { status, body } = await edit(message.text.replace(claim(), claim().replace('every', 'nearly every')));
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'claim-locked',
      detail: `“${claim()}” stays exactly as it is, a sentence of its own: it says what was verified.`,
    });
    expect((await edit(message.text.replace('Stop these messages', 'Like these messages'))).body.code).toBe('ending-locked');
    expect(await read()).toEqual(message);
  });

  it('is refused once somebody else has edited it, once it was approved, and to those who do not approve', async () => {
    const before = message.editable?.contentHash;
    await edit(inOtherWords());
    expect((await edit(inOtherWords('Good day,'), { contentHash: before })).body.code).toBe('stale-message');
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT10M' });
    await approve();
    expect((await edit(message.text)).body.code).toBe('not-held');
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT0S' });
    expect((await read()).editable).toBeNull();
    const { body } = await whole.post<{ key: string }>('/api/keys', { name: 'desk', role: 'agent' });
    whole.key = body.key;
    expect((await edit(message.text)).status).toBe(403);
  });

  it('goes back to a look, as it would be written then, when its facts change after it was approved', async () => {
    await edit(inOtherWords());
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT10M' });
    await approve();
    await whole.ask('PATCH', `/api/improvements/${improvement}`, { change: 'every price in the shop includes tax' });
    whole.clock.advance(11 * 60_000);
    await whole.settle();
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT0S' });
    const now = await read();
    expect(now).toMatchObject({ state: 'held', approvedBy: null, edited: null });
    expect(now.text).toContain('every price in the shop includes tax');
  });

  it('is what was written first again, when it is edited back', async () => {
    await edit(inOtherWords());
    expect((await edit(message.text)).body).toEqual(message);
  });

  it('needs another approver where the new words say more than the claim', async () => {
    whole.key = keys['Ann'] ?? '';
    await edit(inOtherWords('Dear Ms Nair,\n\nYour filter is fixed, too.'));
    const own = await approve();
    expect(own).toMatchObject({ status: 403, body: { code: 'own-words' } });
    const many = await whole.post('/api/messages/approve', { ids: [message.id] });
    expect(many.body).toEqual({ approved: 0, skipped: [{ id: message.id, state: 'held' }] });
    whole.key = keys['Bea'] ?? '';
    expect((await approve()).status).toBe(200);
  });

  it('takes it out of those that are alike, so that it is looked at on its own', async () => {
    await said(whole, 9, { customer: { externalId: 'C-2', name: 'Otto Berg', email: 'otto@example.com' } });
    await whole.settle();
    const alike = async (): Promise<number> => (await whole.get<{ count: number }>(`/api/messages/alike?id=${message.id}`)).body.count;
    expect(await alike()).toBe(2);
    await edit(inOtherWords());
    expect(await alike()).toBe(1);
  });

  it('leaves nothing of the words behind when their customer is erased', async () => {
    await edit(inOtherWords());
    const { customer } = (await whole.db.messages.findById(message.id).lean()) ?? { customer: '' };
    await whole.ask('DELETE', `/api/customers/${customer}`);
    expect(JSON.stringify(await whole.db.messages.findById(message.id).lean())).not.toContain('Nair');
    expect(JSON.stringify(await whole.db.audit.find().lean())).not.toContain('Nair');
  });
});
