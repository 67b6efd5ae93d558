import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { published, said, someThemes } from '../builders/town.ts';
import { Reader, obstacles, overflows } from './reader.ts';
import { at } from './screens.ts';

let reader: Reader;
let server: Server;
let url: string;
const calls: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push(Buffer.concat(chunks).toString());
      response.writeHead(200).end('{"ok":true}');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`;
  reader = await Reader.start();
  const { whole } = reader;
  await someThemes(whole);
  await whole.ask('PUT', '/api/teams/billing', { name: 'Billing' });
  const notify = { id: 'tell', kind: 'notify-team', config: { team: 'billing', text: 'Call them back', when: 'each', goOn: 'now' } };
  await published(whole, { name: 'Ask billing', entry: { themes: ['pricing'] }, steps: [notify] });
  for (const name of ['Priya Nair', 'Otto Berg']) await said(whole, 9, { customer: { externalId: name, name } });
  await whole.settle();
}, 240_000);
afterAll(async () => {
  await reader.stop();
  await new Promise((done) => server.close(done));
});

describe('connections and teams', () => {
  it('are made with a secret that is shown once, and a test really calls them', async () => {
    const page = await reader.signedIn();
    await at(page, ['/connections', 'Connections and teams']);
    await page.getByRole('button', { name: 'New connection' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('What you call it').fill('Helpdesk');
    await sheet.getByLabel('Its address').fill('https://169.254.169.254/');
    expect(await obstacles(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.getByText('this address is never called').waitFor();
    await sheet.getByLabel('Its address').fill(url);
    await sheet.getByRole('button', { name: 'Save' }).click();
    const secret = await page.getByRole('dialog').getByLabel('Shown once', { exact: true }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await reader.whole.db.connections.findById('helpdesk').lean())?.secret).toBe(secret);
    expect(await page.content()).not.toContain(secret);

    await page.getByRole('button', { name: 'Send a test to Helpdesk' }).click();
    await page.getByRole('status').getByText('It answered 200: it took the test.').waitFor();
    await page.getByText('What it said').click();
    await page.getByText('{"ok":true}').waitFor();
    expect(calls.map((body) => JSON.parse(body) as object)).toMatchObject([{ type: 'test', connection: 'helpdesk' }]);
    expect(await obstacles(page)).toEqual([]);

    await page.getByRole('button', { name: 'Change Helpdesk' }).click();
    await page.getByRole('dialog').getByLabel('What you call it').fill('Help');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 3, name: 'Help' }).waitFor();
    expect((await reader.whole.db.connections.findById('helpdesk').lean())?.secret).toBe(secret);
    await page.close();
  });

  it('tell teams by mail, by a call, or here', async () => {
    const page = await reader.signedIn();
    await at(page, ['/connections', 'Connections and teams']);
    await page.getByRole('button', { name: 'New team' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('What you call it').fill('App team');
    await sheet.getByLabel('Its address').fill('app@example.com');
    expect(await obstacles(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Is told by mail to app@example.com').waitFor();
    await page.getByRole('button', { name: 'Change Billing' }).click();
    await sheet.getByLabel('By calling a system').check();
    await sheet.getByLabel('Its address').fill(url);
    await sheet.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').getByLabel('Shown once', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Send a test to Billing' }).click();
    await page.getByRole('status').getByText('It answered 200').waitFor();
    expect(JSON.parse(calls.at(-1) ?? '{}')).toMatchObject({ type: 'test', team: 'billing' });
    await page.close();
  });
});

describe('tasks', () => {
  it('show what flows told teams, each with the way to its loop', async () => {
    const page = await reader.signedIn();
    await at(page, ['/tasks', 'Tasks']);
    await page.getByText('Nothing is in this state.').waitFor();
    await page.getByRole('button', { name: 'What teams were told' }).click();
    await expect.poll(() => page.getByRole('article').count()).toBe(2);
    expect(await page.getByRole('list', { name: 'What stands still' }).count()).toBe(0);
    expect(await page.getByRole('article').first().innerText()).toMatch(/kept here[^]*Billing[^]*Call them back/);
    await page.getByLabel('State').selectOption('failed');
    await page.getByText('Nothing is in this state.').waitFor();
    await page.getByLabel('State').selectOption('');
    await page
      .getByRole('link', { name: /What the customer said/ })
      .first()
      .click();
    await page.waitForURL('**/loops/*');
    await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
    await page.close();
  });

  it('begin with what stands still until somebody looks', async () => {
    await reader.whole.db.loops.updateOne({}, { $set: { status: 'failed' } });
    const page = await reader.signedIn();
    await at(page, ['/tasks', 'Tasks']);
    const first = page.getByRole('list', { name: 'What stands still' }).getByRole('listitem');
    await first.getByText('1 loop stands still because of a fault on our side.').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await first.getByRole('link', { name: 'Look at it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Loops' }).waitFor();
    await page.close();
  });
});

describe('both screens', () => {
  it('are free of obstacles, light and dark, wide and at 320 pixels, where nothing sticks out', async () => {
    const wide = await reader.signedIn();
    const narrow = await reader.signedIn({ colorScheme: 'dark', viewport: { width: 320, height: 640 } });
    for (const [path, heading] of [
      ['/connections', 'Connections and teams'],
      ['/tasks', 'Tasks'],
    ] as const)
      for (const page of [wide, narrow]) {
        await at(page, [path, heading]);
        expect.soft([path, ...(await obstacles(page))]).toEqual([path]);
        expect.soft([path, await overflows(page)]).toEqual([path, false]);
      }
    await narrow.getByRole('button', { name: 'Menu' }).click();
    await narrow.getByRole('link', { name: 'Connections', exact: true }).click();
    await narrow.getByRole('button', { name: 'New connection' }).click();
    await narrow.getByRole('dialog').waitFor();
    expect(await obstacles(narrow)).toEqual([]);
    expect(await overflows(narrow)).toBe(false);
    await wide.close();
    await narrow.close();
    expect(reader.complaints).toEqual([]);
  }, 240_000);
});
