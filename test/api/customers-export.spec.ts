import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exported } from '../../server/customers/export.ts';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { ADMIN_KEY } from '../harness/api.ts';
import { Whole } from '../harness/whole.ts';

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await published(whole, pricingFlow());
});
afterAll(() => whole.close());

describe('everything kept about a customer', () => {
  it('is a file of JSON with what they said, what came of it and what they were sent, and nothing of anybody else', async () => {
    const text = 'Prices without tax are a trap, says Mona.';
    const who = { externalId: 'export-1', email: 'mona@example.com', name: 'Mona Export' };
    const { customer } = await said(whole, 10, { text, customer: who });
    await said(whole, 10, {
      text: 'another voice',
      customer: { externalId: 'export-2', email: 'other@example.com', name: 'Other Person' },
    });
    await whole.settle();
    await verified(whole, await shipped(whole, 3));
    const answer = await whole.get<Exported>(`/api/customers/${customer}/export`);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="customer-${customer}.json"`);
    const { kept, id, stoppedAddresses } = answer.body;
    expect(id).toBe(customer);
    expect(stoppedAddresses).toEqual([]);
    expect(kept['customers']).toMatchObject([{ name: 'Mona Export', emails: ['mona@example.com'] }]);
    expect(kept['feedback']).toMatchObject([{ text }]);
    expect(kept['loops']).toMatchObject([{ status: 'closed', closedAs: 'told' }]);
    expect(kept['messages']).toMatchObject([{ state: 'sent', to: 'mona@example.com' }]);
    expect(kept['trail']).toHaveLength(3);
    expect(kept['tells']).toHaveLength(1);
    expect(answer.text).not.toMatch(/other@example|Other Person|another voice|"token"|"lease"/);
  });

  it('holds what came by a number that was merged, and which addresses are never written to', async () => {
    const one = await said(whole, 10, { customer: { externalId: 'merged-a', email: 'a@example.com' } });
    const other = await said(whole, 10, { text: 'by my other number', customer: { externalId: 'merged-b', email: 'b@example.com' } });
    await whole.settle();
    await whole.post(`/api/customers/${one.customer}/merge`, { other: other.customer, proof: 'they said so' });
    await verified(whole, await shipped(whole, 3));
    const message = await whole.db.messages.findOne({ customer: one.customer, to: { $ne: null } }).lean();
    await whole.app.inject({ method: 'POST', url: `/u/${whole.links.token(message?._id ?? '')}` });
    const { body } = await whole.get<Exported>(`/api/customers/merged-b/export`);
    expect(body.id).toBe(one.customer);
    expect(body.kept['customers']).toHaveLength(2);
    expect(body.kept['merges']).toMatchObject([{ proof: 'they said so' }]);
    expect(JSON.stringify(body.kept['feedback'])).toContain('by my other number');
    expect(body.stoppedAddresses).toEqual([message?.to]);
  });

  it('is for administrators', async () => {
    const { customer } = await said(whole, 10);
    const { body } = await whole.post<{ key: string }>('/api/keys', { name: 'a maker', role: 'maker' });
    whole.key = body.key;
    expect((await whole.get(`/api/customers/${customer}/export`)).status).toBe(403);
    whole.key = ADMIN_KEY;
    expect((await whole.get('/api/customers/nobody/export')).status).toBe(404);
  });
});
