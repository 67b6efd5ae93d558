import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFeedback } from '../builders/feedback.ts';
import type { SentFeedback } from '../builders/feedback.ts';
import { TestApi } from '../harness/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
  await api.post('/api/themes', { key: 'pricing', name: 'pricing' });
});
afterAll(() => api.close());

interface Shown {
  id: string;
  externalId: string | null;
  email: string | null;
  emails: string[];
  name: string | null;
  timeZone: string | null;
  attributes: Record<string, unknown>;
  consent: Record<string, boolean>;
}

const says = async (customer: SentFeedback['customer'], occurredAt?: string): Promise<string> => {
  const { body } = await api.post<{ ids: string[] }>('/api/feedback', aFeedback({ customer, ...(occurredAt ? { occurredAt } : {}) }));
  return (await api.get<{ customerId: string }>(`/api/feedback/${String(body.ids[0])}`)).body.customerId;
};
const read = async (id: string): Promise<Shown> => (await api.get<Shown>(`/api/customers/${id}`)).body;

describe('who a customer is', () => {
  it('is told by the company-wide number, whatever the address', async () => {
    const one = await says({ externalId: 'n1', email: 'a@example.com' });
    expect(await says({ externalId: 'n1', email: 'b@example.com' })).toBe(one);
    expect(await read(one)).toMatchObject({ externalId: 'n1', emails: ['b@example.com', 'a@example.com'] });
  });

  it('is told by the address alone where there is no number, in any case', async () => {
    const one = await says({ email: 'Only@Example.com' });
    expect(await says({ email: 'only@example.com' })).toBe(one);
  });

  it('is two people where two numbers share an address', async () => {
    const one = await says({ externalId: 'n2', email: 'shared@example.com' });
    const two = await says({ externalId: 'n3', email: 'shared@example.com' });
    expect(two).not.toBe(one);
  });

  it('is nobody known by a shared address alone: it is no proof', async () => {
    const numbered = await says({ externalId: 'n4', email: 'family@example.com' });
    const alone = await says({ email: 'family@example.com' });
    expect(alone).not.toBe(numbered);
    expect(await says({ email: 'family@example.com' })).toBe(alone);
    expect(await says({ externalId: 'n4' })).toBe(numbered);
  });

  it('is somebody new each time where nothing tells who it is', async () => {
    expect(await says({ name: 'Ana' })).not.toBe(await says({ name: 'Ana' }));
  });

  it('is one person when twenty speak up at once by one number', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => says({ externalId: 'race', email: 'race@example.com' })));
    expect(new Set(ids).size).toBe(1);
    expect(await api.db.customers.countDocuments({ externalId: 'race' })).toBe(1);
  });

  it('is one person when twenty speak up at once by one address', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => says({ email: 'crowd@example.com' })));
    expect(new Set(ids).size).toBe(1);
  });

  it('is one feedback when the same is sent twenty times at once', async () => {
    const same = aFeedback({ externalId: 'all-at-once', customer: { externalId: 'hurried' } });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.post<{ accepted: number; duplicates: number; ids: string[] }>('/api/feedback', same)),
    );
    expect(new Set(answers.map((answer) => answer.body.ids[0])).size).toBe(1);
    expect(answers.reduce((sum, answer) => sum + answer.body.accepted, 0)).toBe(1);
    expect(answers.reduce((sum, answer) => sum + answer.body.duplicates, 0)).toBe(19);
  });

  it('is two in the demo and in earnest, by the same number', async () => {
    const { body } = await api.post<{ key: string }>('/api/keys', { name: 'demo', role: 'admin', demo: true });
    await api.post('/api/feedback', aFeedback({ themes: [], customer: { externalId: 'both' } }), { key: body.key });
    await says({ externalId: 'both' });
    expect(await api.db.customers.find({ externalId: 'both' }, { demo: 1 }).sort({ demo: 1 }).lean()).toMatchObject([
      { demo: false },
      { demo: true },
    ]);
  });
});

describe('what is known of a customer', () => {
  it('is for each fact what was said last, in whatever order it arrives', async () => {
    const id = await says({ externalId: 'f1', name: 'New', attributes: { plan: 'pro', city: 'Ulm' } }, '2026-02-20T00:00:00Z');
    await says({ externalId: 'f1', name: 'Old', timeZone: 'Europe/Berlin', attributes: { plan: 'basic', age: 3 } }, '2026-02-10T00:00:00Z');
    expect(await read(id)).toMatchObject({ name: 'New', timeZone: 'Europe/Berlin', attributes: { plan: 'pro', city: 'Ulm', age: 3 } });
  });

  it('loses an attribute by a later null, and an earlier value does not bring it back', async () => {
    const id = await says({ externalId: 'f2', attributes: { plan: 'pro' } }, '2026-02-01T00:00:00Z');
    await says({ externalId: 'f2', attributes: { plan: null } }, '2026-02-20T00:00:00Z');
    await says({ externalId: 'f2', attributes: { plan: 'basic' } }, '2026-02-10T00:00:00Z');
    expect((await read(id)).attributes).toEqual({});
  });

  it('keeps a no to mail until a later yes', async () => {
    const id = await says({ externalId: 'f3', consent: { email: false } }, '2026-02-10T00:00:00Z');
    await says({ externalId: 'f3', consent: { email: true } }, '2026-02-01T00:00:00Z');
    expect((await read(id)).consent).toEqual({ email: false });
    await says({ externalId: 'f3', consent: { email: true } }, '2026-02-20T00:00:00Z');
    expect((await read(id)).consent).toEqual({ email: true });
  });

  it('has a limit, told by the row that goes over it', async () => {
    const many = (letter: string): Record<string, number> =>
      Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`${letter}${String(n)}`, n]));
    await says({ externalId: 'f4', attributes: many('a') });
    await says({ externalId: 'f4', attributes: many('b') });
    const answer = await api.post<{ problems: unknown[] }>(
      '/api/feedback',
      aFeedback({ customer: { externalId: 'f4', attributes: { c: 1 } } }),
    );
    expect(answer).toMatchObject({ status: 422, body: { problems: [{ path: 'customer.attributes' }] } });
    expect(await api.post('/api/feedback', aFeedback({ customer: { externalId: 'f4', attributes: { a1: 7 } } }))).toMatchObject({
      status: 202,
    });
  });

  it('is changed by hand as of now; null takes a fact away', async () => {
    const id = await says({ externalId: 'f5', name: 'Ana', email: 'old@example.com', attributes: { plan: 'pro', city: 'Ulm' } });
    api.clock.advance(1000);
    const patch = {
      name: null,
      email: 'New@example.com',
      timeZone: 'America/Lima',
      attributes: { plan: 'basic', city: null },
      consent: { email: false },
    };
    const { status, body } = await api.ask<Shown>('PATCH', `/api/customers/${id}`, patch);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: null,
      email: 'new@example.com',
      timeZone: 'America/Lima',
      attributes: { plan: 'basic' },
      consent: { email: false },
    });
    await says({ externalId: 'f5', name: 'Ana again' }, '2026-02-01T00:00:00Z');
    expect(await read(id)).toMatchObject({ name: null });
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ email: 'nobody' }, 'email'],
    [{ arm: 0 }, 'arm'],
    [{ attributes: { 'a.b': 1 } }, 'attributes.a.b'],
  ])('refuses %j', async (patch, path) => {
    const id = await says({ externalId: 'f6' });
    expect(await api.ask('PATCH', `/api/customers/${id}`, patch)).toMatchObject({ status: 422, body: { problems: [{ path }] } });
  });
});

describe('the list of customers', () => {
  it('finds by number, by any of their addresses, and by the beginning of a name in any case', async () => {
    const id = await says({ externalId: 'find-me', email: 'Findable@example.com', name: 'Ólafur Findbar' });
    for (const query of [
      'externalId=find-me',
      'email=findable@EXAMPLE.com',
      `name=${encodeURIComponent('olafur find')}`,
      `name=${encodeURIComponent('ÓLAFUR')}`,
    ]) {
      const { body } = await api.get<{ items: Shown[] }>(`/api/customers?${query}`);
      expect(
        body.items.map((item) => item.id),
        query,
      ).toContain(id);
    }
    expect((await api.get<{ items: Shown[] }>(`/api/customers?name=.*`)).body.items).toEqual([]);
  });
});

describe('one after another', () => {
  it('a change of attributes has the open waits of that customer looked at again, and nobody else', async () => {
    const id = await says({ externalId: 'w1' });
    await api.db.loops.create({
      _id: 'loop-w1',
      flow: 'f',
      flowKey: 'f',
      version: 1,
      plan: 'p',
      feedback: 'x',
      customer: id,
      themes: ['pricing'],
      spokeAt: api.clock.now(),
      status: 'open',
      generation: 1,
      openedAt: api.clock.now(),
    });
    await api.db.waits.create({
      _id: 'wait-w1',
      loop: 'loop-w1',
      generation: 1,
      step: 'wait',
      park: 1,
      customer: id,
      flow: 'f',
      what: 'improvement',
      bucket: 0,
      checkpoint: {},
      state: 'open',
      since: api.clock.now(),
    });
    await api.workflows.start({ loop: 'loop-w1', generation: 1, flowKey: 'f', flowName: 'f', plan: 'p', state: null });
    await says({ externalId: 'w1', attributes: { plan: 'pro' } });
    await expect.poll(() => api.workflows.hinted).toEqual(['loop-w1']);
    await api.ask('PATCH', `/api/customers/${id}`, { attributes: { plan: 'basic' } });
    await expect.poll(() => api.workflows.hinted).toEqual(['loop-w1', 'loop-w1']);
    await expect.poll(() => api.db.rechecks.countDocuments()).toBe(0);
  });
});
