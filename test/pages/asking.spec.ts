import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FlowInput, Step } from '@loopwright/workflows/contract';
import { step, stop } from '../builders/steps.ts';
import { DAY, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import type { Whole } from '../harness/whole.ts';
import { Reader, obstacles, overflows } from './reader.ts';
import { go, whole as isWhole } from './screens.ts';

const ANA = { team: 'ana' };
let reader: Reader;
let page: Page;

const flowAbout = (theme: string, ...verifiedPath: Step[]): FlowInput => ({
  name: `About ${theme}`,
  entry: { themes: [theme] },
  steps: [{ id: 'wait', kind: 'wait-for-improvement', config: {}, exits: { verified: verifiedPath } }],
});
const message = (template: string): Step => step('send-message', { template, channel: 'email' }, undefined, 'tell');

/** One message that somebody was asked to approve, a task, and an answer in time and one that came late. */
async function peopleWereAsked(whole: Whole): Promise<void> {
  await someThemes(whole);
  await whole.ask('PUT', '/api/teams/ana', { name: 'Ana' });
  await published(whole, flowAbout('pricing', step('ask-approval', { approver: ANA }, { approved: [message('you-asked-we-changed')] })));
  const replies = Object.fromEntries(
    ['satisfied', 'not-fixed', 'not-what-i-said', 'other', 'timed-out'].map((exit) => [exit, [stop(`end-${exit}`)]]),
  );
  await published(
    whole,
    flowAbout(
      'delivery',
      message('it-is-fixed'),
      step('assign', { owner: ANA, text: 'Call them and ask how it went.' }),
      step('wait-for-reply', { to: 'it-is-fixed', reader: ANA }, replies),
    ),
  );
  const asked = (name: string) => ({ externalId: name, name, email: `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.com` });
  await said(whole, 5, { customer: asked('Priya Nair') });
  await said(whole, 5, { themes: ['delivery'], customer: asked('Otto Berg') });
  await whole.settle();
  await verified(whole, await shipped(whole, 3));
  await verified(whole, await shipped(whole, 3, { themes: ['delivery'], title: 'late parcels', change: 'parcels come on the day we say' }));
  const sent = await whole.db.messages.findOne({ state: 'sent', 'content.text': /\/a\// }).lean();
  const [, link = ''] = (sent?.content?.text ?? '').match(/\/a\/[^\s)?]+/g) ?? [];
  for (const text of ['', 'It came late again.']) {
    const payload = new URLSearchParams({ says: '1', text }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await whole.app.inject({ method: 'POST', url: link, payload, headers });
    await whole.settle();
  }
}

beforeAll(async () => {
  reader = await Reader.start();
  await peopleWereAsked(reader.whole);
  page = await reader.signedIn();
}, 240_000);
afterAll(() => reader.stop());

async function open(path: string): Promise<void> {
  await go(page, path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await isWhole(page);
}
async function fits(): Promise<void> {
  expect(await obstacles(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflows(page)).toBe(false);
  await page.setViewportSize({ width: 1280, height: 720 });
}

describe('what a flow asks of people', () => {
  it('stands among the approvals with whom it was asked of, and is declined or approved on its message', async () => {
    await open('/approvals');
    await page.getByText('Ana was asked to approve it.').waitFor();
    await fits();
    await page.getByRole('link', { name: /1 message about/ }).click();
    await page.getByText('Ana was asked to approve it', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Decline it' }).waitFor();
    await fits();
    await page.getByRole('button', { name: 'Approve it' }).click();
    await page.getByText('Approved. It leaves when its time has come.').first().waitFor();
  });

  it('stands among the tasks with its owner, and is settled in a sheet', async () => {
    await open('/tasks');
    await page.getByText('Call them and ask how it went.').first().waitFor();
    await fits();
    await page
      .getByRole('button', { name: /^It is done: Call them/ })
      .first()
      .click();
    const sheet = page.getByRole('dialog');
    await sheet.waitFor();
    await fits();
    await sheet.getByRole('textbox').fill('It came on time.');
    await sheet.getByRole('button', { name: 'It is done' }).click();
    await page.getByText('Done. It stands among those that are done.').first().waitFor();
    await page.getByLabel('State').selectOption('done');
    await page.getByText('“It came on time.”', { exact: false }).waitFor();
  });

  it('shows what customers answered, and one that came late until it was read', async () => {
    await open('/tasks?show=answers');
    await page.getByText('Still not.').first().waitFor();
    await page.getByText('“It came late again.”').waitFor();
    await fits();
    await page.getByRole('button', { name: 'I have read it' }).click();
    await page.getByText('came late, read').waitFor();
    reader.whole.clock.advance(DAY);
    expect(reader.complaints).toEqual([]);
  });
});
