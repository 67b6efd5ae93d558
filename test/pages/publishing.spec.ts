import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Reader, obstacles, overflows } from './reader.ts';
import { whole } from './screens.ts';

interface Step {
  kind: string;
  config: object;
  exits?: Record<string, Step[]>;
}
interface Flow {
  id: string;
  revision: number;
  draft: { steps: Step[]; holdback?: object };
}

let reader: Reader;
let page: Page;
let id = '';
beforeAll(async () => {
  reader = await Reader.start();
  await someThemes(reader.whole);
  for (const name of ['Priya Nair', 'Otto Berg', 'Ines Kohl'])
    await said(reader.whole, 9, { customer: { externalId: name, name, email: `${name.split(' ')[0] ?? ''}@example.com` } });
  await said(reader.whole, 2, { customer: { externalId: 'Late', name: 'Lea Late', email: 'lea@example.com' } });
  await reader.whole.settle();
  await verified(reader.whole, await shipped(reader.whole, 3));
  page = await reader.signedIn();
}, 240_000);
afterAll(() => reader.stop());

const flow = async (): Promise<Flow> => (await reader.whole.get<Flow>(`/api/flows/${id}`)).body;
const dialog = () => page.getByRole('dialog');
const gone = () => dialog().waitFor({ state: 'detached' });
async function open(path: string, heading: string): Promise<void> {
  await page.goto(`${reader.address}${path}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await whole(page);
}
async function fits(): Promise<void> {
  expect(await obstacles(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflows(page)).toBe(false);
  await page.setViewportSize({ width: 1280, height: 720 });
}

/** So that nothing but the first messages of a version is looked at, and everybody is told: what the sheet says is counted here. */
async function withoutApprovals(): Promise<void> {
  const without = (steps: Step[]): Step[] =>
    steps
      .filter(({ kind }) => kind !== 'ask-approval')
      .map(({ exits = {}, ...step }) => ({
        ...step,
        exits: Object.fromEntries(Object.entries(exits).map(([exit, inner]) => [exit, without(inner)])),
      }));
  const { revision, draft } = await flow();
  const { holdback: _compared, ...told } = draft;
  await reader.whole.ask('PUT', `/api/flows/${id}/draft`, { revision, flow: { ...told, steps: without(draft.steps) } });
}

describe('publishing, before the eyes of who does it', () => {
  it('begins with a shipped flow about what is spoken of, says who hears of it at once, and starts those who said it already', async () => {
    await open('/flows', 'Flows');
    await page.getByText('4 people said this so far').first().waitFor();
    await page.getByText('It tells a team: set one up under Connections first.').waitFor();
    await fits();
    await page.getByRole('button', { name: 'Make a draft of Price change' }).click();
    await page.getByRole('heading', { level: 1, name: 'Price change' }).waitFor();
    id = new URL(page.url()).pathname.split('/')[2] ?? '';
    await withoutApprovals();
    await open(`/flows/${id}`, 'Price change');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog().getByText('4 people said this already').waitFor();
    await fits();
    await dialog().getByLabel('Start now').check();
    await dialog().getByText('3 people').waitFor();
    await dialog().getByRole('link', { name: 'Priya Nair' }).waitFor();
    await dialog().getByLabel('How many').fill('2');
    await dialog().getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Published. The first 2 messages wait for a look.').first().waitFor();
    await reader.whole.settle();
    expect(await reader.whole.db.loops.countDocuments({ flow: id })).toBe(4);
    expect(await reader.whole.db.messages.countDocuments({ flow: id, state: 'held' })).toBe(2);
  });

  it('says what changes, by whom, and what each group part-way sees next; and moves them', async () => {
    const { revision, draft } = await flow();
    const [first] = draft.steps;
    const shorter = { ...draft, steps: [{ ...first, config: { ...first?.config, atMost: 'P30D' } }] };
    await reader.whole.ask('PUT', `/api/flows/${id}/draft`, { revision, flow: shorter });
    await open(`/flows/${id}`, 'Price change');
    await page.getByRole('link', { name: '1 person here' }).waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog().getByText('for at most 30 days').waitFor();
    await dialog().getByText('3 people part-way').waitFor();
    await dialog().getByText('Their message waits for a look; without one it is not sent').waitFor();
    await dialog().getByLabel('Move them to the new one').check();
    await dialog().getByText('Their wait passes its limit').first().waitFor();
    await fits();
    await dialog().getByRole('button', { name: 'Publish' }).click();
    await gone();
    await reader.whole.settle();
    expect(await reader.whole.db.loops.countDocuments({ flow: id, status: 'open', version: 2 })).toBe(3);
  });

  it('keeps versions to view, compare and restore, and takes a restore back', async () => {
    await open(`/flows/${id}`, 'Price change');
    await page.getByRole('button', { name: 'Versions' }).click();
    await dialog().getByText('Version 2').first().waitFor();
    await fits();
    await dialog().getByRole('button', { name: 'View version 1' }).click();
    await dialog().getByLabel('Compare with').selectOption('version 2');
    await dialog().getByText('for at most 90 days').last().waitFor();
    await fits();
    await dialog().getByRole('button', { name: 'Restore as draft' }).click();
    await page.getByText('Version 1 is the draft now. What is live stays as it is.').first().waitFor();
    expect(JSON.stringify((await flow()).draft)).toContain('P90D');
    await page.getByRole('region', { name: 'What just happened' }).getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(async () => JSON.stringify((await flow()).draft)).toContain('P30D');
  });

  it('asks on resuming what becomes of those whose limit passed', async () => {
    await open(`/flows/${id}`, 'Price change');
    await page.getByRole('button', { name: 'Send nothing' }).click();
    await page.getByText('It sends nothing.').first().waitFor();
    reader.whole.clock.advance(31 * DAY);
    // The session has run out.
    await page.context().close();
    page = await reader.signedIn();
    await open(`/flows/${id}`, 'Price change');
    await page.getByRole('button', { name: 'Send again' }).click();
    await dialog().getByText('The limit of 1 person passed while nothing was sent.').waitFor();
    await fits();
    await dialog().getByLabel('days more', { exact: true }).fill('20');
    await dialog().getByRole('button', { name: 'Send again' }).click();
    await page.getByText('1 person waits 20 days more.').first().waitFor();
    const [wait] = await reader.whole.db.waits.find({ flow: id, what: 'improvement', state: 'open' }).lean();
    expect(((wait?.deadline?.getTime() ?? 0) - reader.whole.clock.now().getTime()) / DAY).toBeCloseTo(20, 1);
    expect(reader.complaints).toEqual([]);
  });
});
