import { Controller, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditedRoutes } from '../../server/audit/audited-routes.ts';
import { acts } from '../../server/audit/acts/acts.ts';
import { Door } from '../../server/doors/door.ts';
import { aFeedback } from '../builders/feedback.ts';
import { A_PASSWORD, aPerson, cookieOf, fromHere, startsToday } from '../builders/people.ts';
import { TestApi } from '../harness/api.ts';

interface Row {
  id: string;
  at: string;
  by: { id: string; name: string; role: string; via: string };
  what: string;
  words: string;
  about: { kind: string; id: string; words: string } | null;
  changes: { field: string; before: string | null; after: string | null }[];
}

let api: TestApi;
let ana: Awaited<ReturnType<typeof aPerson>>;
beforeAll(async () => {
  api = await startsToday(TestApi.start());
  ana = await aPerson(api, 'admin', { name: 'Ana Ruiz' });
  await api.post('/api/themes', { key: 'pricing', name: 'Pricing' });
});
afterAll(() => api.close());

const list = async (query = ''): Promise<Row[]> => (await api.get<{ items: Row[] }>(`/api/audit${query}`)).body.items;
const newest = async (): Promise<Row | undefined> => (await list('?limit=1'))[0];

describe('the audit', () => {
  it('tells who did what, to which thing, and the thing before and after in words', async () => {
    await api.ask('PATCH', '/api/themes/pricing', { name: 'Prices' }, fromHere(ana.cookie));
    expect(await newest()).toMatchObject({
      at: api.clock.now().toISOString(),
      by: { id: ana.id, name: 'Ana Ruiz', role: 'admin', via: 'session' },
      what: 'Themes.change',
      words: 'Ana Ruiz changed the theme “Prices”.',
      about: { kind: 'theme', id: 'pricing', words: 'the theme “Prices”' },
      changes: [{ field: 'name', before: 'Pricing', after: 'Prices' }],
    });
  });

  it('tells of what was made by its new id, and of what is gone by its last name', async () => {
    const { body } = await api.post<{ id: string }>('/api/keys', { name: 'a shop', role: 'source' });
    expect(await newest()).toMatchObject({
      words: 'admin made the API key “a shop”.',
      by: { id: 'admin-key', via: 'key' },
      about: { kind: 'key', id: body.id },
    });
    await api.ask('DELETE', `/api/keys/${body.id}`);
    expect(await newest()).toMatchObject({
      words: 'admin deleted the API key “a shop”.',
      changes: [{ field: 'name', before: 'a shop', after: null }, {}, {}],
    });
  });

  it('reads conditions, instants and lists as people say them', async () => {
    const scope = { field: 'customer.attributes.plan', is: ['pro'] };
    const input = { id: 'with-tax', themes: ['pricing'], title: 'Prices include tax', change: 'prices now include tax', scope };
    await api.post('/api/improvements', input);
    await api.post('/api/improvements/with-tax/ship', { shippedAt: '2026-03-01T00:00:00Z' });
    expect((await newest())?.changes).toEqual([
      { field: 'state', before: 'planned', after: 'shipped' },
      { field: 'shipped on', before: null, after: '1 March 2026' },
    ]);
    await api.ask('PATCH', '/api/improvements/with-tax', { scope: { field: 'customer.attributes.plan', is: ['pro', 'basic'] } });
    expect((await newest())?.changes).toEqual([
      { field: 'true for', before: 'whose plan is pro', after: 'whose plan is one of pro, basic' },
    ]);
    await api.ask('PATCH', '/api/house-rules', { killSwitch: true });
    expect((await newest())?.changes).toContainEqual({ field: 'nothing leaves', before: 'no', after: 'yes' });
  });

  it('tells of signing in and out, under the name of who did', async () => {
    const answer = await api.post('/api/sign-in/password', { email: ana.email, password: A_PASSWORD }, { key: null });
    expect(await newest()).toMatchObject({
      words: 'Ana Ruiz signed in by password.',
      by: { id: ana.id },
      about: { kind: 'person', id: ana.id },
      changes: [],
    });
    await api.ask('DELETE', '/api/me/session', undefined, fromHere(cookieOf(answer)));
    expect((await newest())?.words).toBe('Ana Ruiz signed out.');
  });

  it('tells of nothing that was refused, that only reads, or that was answered again', async () => {
    const before = await api.db.audit.countDocuments();
    const asked = { headers: { 'idempotency-key': 'once' } };
    await api.post('/api/themes', { key: 'pricing', name: 'Pricing' });
    await api.post('/api/themes', {}, { key: null });
    await api.post('/api/templates/you-asked-we-changed/render', { feedbackId: 'none' });
    await api.get('/api/themes');
    await api.post('/api/feedback', aFeedback({ themes: ['pricing'] }));
    expect(await api.db.audit.countDocuments()).toBe(before);
    for (let at = 0; at < 3; at += 1) await api.post('/api/themes', { key: 'delivery', name: 'Delivery' }, asked);
    expect(await api.db.audit.countDocuments()).toBe(before + 1);
  });

  it('holds no secret, no password and no token', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    await api.ask('PUT', '/api/connections/shop', { name: 'Shop', url: 'https://shop.example/in?token=S3CRET', secret });
    expect(await newest()).toMatchObject({ words: 'admin made the connection “Shop”.' });
    const key = await api.post<{ key: string }>('/api/keys', { name: 'another shop', role: 'source' });
    const invited = await api.post<{ link: string }>('/api/people/invitations', { email: 'leo@halden.example', role: 'viewer' });
    const link = await api.post<{ link: string }>('/api/sign-in/links', {});
    await api.ask('PUT', '/api/me/password', { current: A_PASSWORD, next: 'the harbour at dawn' }, fromHere(ana.cookie));
    expect(await newest()).toMatchObject({ words: 'Ana Ruiz set a new password.', changes: [] });
    const kept = JSON.stringify(await api.db.audit.find().lean());
    const tokens = [invited, link].map(({ body }) => body.link.split('=')[1] ?? '?');
    for (const hidden of [secret, 'S3CRET', key.body.key, ...tokens, A_PASSWORD, 'the harbour at dawn', 'argon2'])
      expect(kept).not.toContain(hidden);
  });

  it('holds of customers their ids and nothing else', async () => {
    const said = { themes: ['pricing'], customer: { externalId: 'C-1', email: 'mrs.secret@example.com', name: 'Mrs Secret' } };
    await api.post('/api/feedback', aFeedback({ ...said, text: 'Where is my SECRET parcel?' }));
    const { items } = (await api.get<{ items: { id: string }[] }>('/api/customers?externalId=C-1')).body;
    const id = items[0]?.id ?? '';
    await api.ask('PATCH', `/api/customers/${id}`, { name: 'Mrs Secret-Lind', consent: { email: false } });
    expect(await newest()).toMatchObject({
      words: 'admin changed what is known of a customer: name, consent.',
      about: { kind: 'customer', id, words: 'a customer' },
      changes: [],
    });
    const feedback = (await api.get<{ items: { id: string }[] }>(`/api/feedback?customer=${id}`)).body.items[0]?.id ?? '';
    await api.ask('PUT', `/api/feedback/${feedback}/tags`, { themes: ['delivery'] });
    expect((await newest())?.changes).toEqual([{ field: 'themes', before: 'Prices', after: 'Delivery' }]);
    await api.ask('DELETE', `/api/customers/${id}`);
    expect((await newest())?.words).toBe('admin erased a customer.');
    expect(JSON.stringify(await api.db.audit.find().lean())).not.toMatch(/secret/i);
  });
});

describe('looking things up', () => {
  it('finds by words, taken as they are written', async () => {
    await api.post('/api/themes', { key: 'a-star', name: 'What? (a.* b) $&' });
    expect((await newest())?.words).toBe('admin made the theme “What? (a.* b) $&”.');
    expect((await list(`?q=${encodeURIComponent('(a.* B)')}`)).map(({ about }) => about?.id)).toEqual(['a-star']);
    expect(await list(`?q=${encodeURIComponent('(a.x b)')}`)).toEqual([]);
  });

  it('finds by who did it, by the kind of thing, and by the thing', async () => {
    const hers = await list(`?by=${ana.id}`);
    expect(hers.length).toBeGreaterThan(2);
    expect(new Set(hers.map(({ by }) => by.id))).toEqual(new Set([ana.id]));
    expect(new Set((await list('?about=theme')).map(({ about }) => about?.kind))).toEqual(new Set(['theme']));
    expect((await list('?about=improvement:with-tax')).map(({ what }) => what)).toEqual([
      'Improvements.patch',
      'Improvements.ship',
      'Improvements.create',
    ]);
    expect(await list('?about=flow:with-tax')).toEqual([]);
  });

  it('goes page by page, newest first', async () => {
    const all = await list('?limit=500');
    const first = await api.get<{ items: Row[]; next: string }>('/api/audit?limit=3');
    const second = await api.get<{ items: Row[] }>(`/api/audit?limit=3&cursor=${first.body.next}`);
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(all.slice(0, 6).map(({ id }) => id));
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
  });

  it('is for administrators', async () => {
    const { cookie } = await aPerson(api, 'maker');
    expect((await api.get('/api/audit', fromHere(cookie))).status).toBe(403);
  });
});

describe('what was written', () => {
  it.each(['PUT', 'PATCH', 'POST', 'DELETE'])('cannot be changed over the wire with %s', async (method) => {
    const { id } = (await newest()) ?? { id: '' };
    for (const url of ['/api/audit', `/api/audit/${id}`]) expect((await api.ask(method, url, {})).status).toBe(404);
  });

  it('cannot be changed or deleted in the code', async () => {
    const { audit } = api.db;
    const attempts: (() => PromiseLike<unknown>)[] = [
      () => audit.updateOne({}, { $set: { words: 'x' } }),
      () => audit.updateMany({}, { $set: { words: 'x' } }),
      () => audit.replaceOne({}, {}),
      () => audit.findOneAndUpdate({}, { $set: { words: 'x' } }),
      () => audit.findOneAndReplace({}, {}),
      () => audit.deleteOne({}),
      () => audit.deleteMany({}),
      () => audit.findOneAndDelete({}),
      () => audit.bulkWrite([{ deleteMany: { filter: {} } }]),
      async () => (await audit.findOne())?.set({ words: 'x' }).save(),
      async () => (await audit.findOne())?.deleteOne(),
    ];
    for (const attempt of attempts) await expect((async () => await attempt())()).rejects.toThrow('the audit is only ever added to');
  });
});

describe('a changing route', () => {
  it('without words for the audit stops the start', () => {
    @Controller('x')
    class SilentController {
      @Post()
      @Door('admin', 'Does something.')
      change(): void {
        // Nothing to see here.
      }
    }
    expect(() => auditedRoutes([SilentController])).toThrow(
      'SilentController.change changes something and has no @Audit: say in words what it does',
    );
  });

  it('is there for all words', async () => {
    const { body } = await api.get<{ paths: Record<string, Record<string, { operationId: string }>> }>('/api/openapi.json');
    const operations = Object.values(body.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(Object.keys(acts).filter((operation) => !operations.includes(operation))).toEqual([]);
  });
});
