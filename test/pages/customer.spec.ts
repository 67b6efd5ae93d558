import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Reader, obstacles, overflows } from './reader.ts';
import { go, whole } from './screens.ts';

/** A second on a machine of its own; these tests share theirs. */
const SOON_MS = 5_000;
let reader: Reader;
let page: Page;
const ids = { priya: '', other: '', improvement: '' };

const person = (number: string, name: string, plan = 'pro') => ({
  externalId: number,
  name,
  email: `${number.toLowerCase()}@example.com`,
  attributes: { plan, seats: number.length },
});

beforeAll(async () => {
  reader = await Reader.start();
  const { whole } = reader;
  await someThemes(whole);
  await whole.ask('PATCH', '/api/themes/pricing', { name: 'What things cost' });
  await whole.ask('PATCH', '/api/themes/delivery', { name: 'Delivery times' });
  await published(whole, pricingFlow(), { hold: true });
  ids.priya = (await said(whole, 10, { customer: person('C-1', 'Priya Nair') })).customer;
  ids.other = (await said(whole, 12, { customer: person('C-2', 'P. Nair', 'basic') })).customer;
  await said(whole, 9, { customer: person('C-3', 'Otto Berg', 'enterprise') });
  await said(whole, 9, { customer: person('C-4', 'Ana Ruiz', 'basic') });
  await whole.settle();
  ids.improvement = await shipped(whole, 3);
  page = await reader.signedIn({ viewport: { width: 1280, height: 900 } });
}, 240_000);
afterAll(() => reader.stop());

async function customerPage(id: string, name: string): Promise<void> {
  await go(page, `/customers/${id}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await whole(page);
}

/** The open sheet has nothing in the way, wide and at 320 pixels. */
async function readable(): Promise<void> {
  expect.soft(await obstacles(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await overflows(page)).toBe(false);
  expect.soft(await page.getByRole('dialog').evaluate((sheet) => sheet.scrollWidth > sheet.clientWidth)).toBe(false);
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe('a customer’s page', () => {
  it('names themes as people do, and puts a wrong one right, with the way back', async () => {
    await customerPage(ids.priya, 'Priya Nair');
    await page.getByRole('link', { name: 'About What things cost' }).waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain('pricing');
    await page.getByRole('button', { name: 'Wrong theme of the loop' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Nothing has changed yet.').waitFor();
    await sheet.getByLabel('What things cost').uncheck();
    await sheet.getByLabel('Delivery times').check();
    await sheet.getByText('Their loop about What things cost ends').waitFor();
    await sheet.getByText('those about Delivery times may take it up').waitFor();
    await readable();
    await sheet.getByRole('button', { name: 'Say so' }).click();
    await page.getByText('It is about Delivery times now.').first().waitFor();
    await page.getByText('Nothing: no loop of theirs is open.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    const themes = async (): Promise<string[]> =>
      (await reader.whole.db.feedback.find({ customer: ids.priya }).lean()).flatMap(({ tags }) => tags.map(({ theme }) => theme));
    await expect.poll(themes).toEqual(['pricing']);
    await reader.whole.settle();
    await page.reload();
    await page.getByRole('link', { name: 'About What things cost' }).waitFor();
  });

  it('merges two that are one person, with proof, and parts them again, saying what went back', async () => {
    await customerPage(ids.priya, 'Priya Nair');
    await page.getByRole('button', { name: 'The same person as' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Find the other').fill('nair');
    await page.keyboard.press('Enter');
    await sheet.getByRole('button', { name: 'Compare with P. Nair' }).click();
    await sheet.getByRole('row', { name: 'plan pro basic' }).waitFor();
    expect(await sheet.getByRole('button', { name: 'They are one person' }).isDisabled()).toBe(true);
    await readable();
    await sheet.getByLabel('How do you know').fill('She wrote from both addresses in one conversation.');
    await sheet.getByRole('button', { name: 'They are one person' }).click();
    await page.getByText('P. Nair is the same person.').waitFor();
    await page.getByText('She wrote from both addresses').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Part them again' }).click();
    await readable();
    await page.getByRole('dialog').getByRole('button', { name: 'Part them' }).click();
    await page.getByText('Parted. 1 thing they said and 1 loop went back to P. Nair.').first().waitFor();
    await page.getByText('P. Nair is the same person.').waitFor({ state: 'detached' });
  });

  it('keeps all there is as a file', async () => {
    await customerPage(ids.priya, 'Priya Nair');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download all that is kept' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`customer-${ids.priya}.json`);
    const kept = JSON.parse(await readFile(await file.path(), 'utf8')) as { id: string; kept: { feedback: unknown[] } };
    expect(kept).toMatchObject({ id: ids.priya, kept: { feedback: [{}] } });
  });
});

describe('for whom an improvement holds', () => {
  const covered = (words: string) => page.getByRole('dialog').getByText(words, { exact: false }).first().waitFor();

  it('is built in words before verifying, and who would be told follows each change at once', async () => {
    await go(page, `/improvements/${ids.improvement}`);
    await page.getByRole('button', { name: 'Verify and tell 4' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Verify and tell 4' }).waitFor();
    await sheet.getByRole('button', { name: 'Only for some customers' }).click();
    await sheet.getByLabel('What is asked').selectOption('customer.attributes.plan');
    await sheet.getByText('Choose at least one value').waitFor();
    expect(await sheet.getByRole('button', { name: 'Verify and tell' }).isDisabled()).toBe(true);
    const began = Date.now();
    await sheet.getByLabel('pro (1)').check();
    await sheet.getByRole('button', { name: 'Verify and tell 1' }).waitFor();
    expect(Date.now() - began).toBeLessThan(SOON_MS);
    await sheet.getByLabel('enterprise (1)').check();
    await covered('Only for customers whose plan is one of pro, enterprise.');
    await sheet.getByRole('button', { name: 'Verify and tell 2' }).waitFor();
    await sheet.getByRole('button', { name: '2 are none it holds for' }).click();
    await sheet.getByRole('link', { name: 'Ana Ruiz' }).waitFor();
    await readable();
    await sheet.getByRole('button', { name: 'Another condition' }).click();
    await sheet.getByLabel('What is asked').nth(1).selectOption('customer.attributes.seats');
    await sheet.getByLabel('How').nth(1).selectOption('between');
    await sheet.getByLabel('from', { exact: true }).fill('4');
    await sheet.getByRole('button', { name: 'Verify and tell 0' }).waitFor();
    await sheet.getByRole('button', { name: 'Take away the condition on seats' }).click();
    await sheet.getByLabel('Evidence').fill('I bought a helmet in all three shops.');
    await sheet.getByRole('button', { name: 'Verify and tell 2' }).click();
    await page.getByText('Verified. 2 people will be told.').first().waitFor();
    await page.getByText('Only for customers whose plan is one of pro, enterprise', { exact: true }).waitFor();
    await reader.whole.settle();
    expect(await reader.whole.db.messages.countDocuments({ 'claim.improvement': ids.improvement })).toBe(2);
    await go(page, `/improvements`);
    await page.getByText('Only for customers whose plan is one of pro, enterprise.').waitFor();
  });

  it('is said already while an improvement is recorded', async () => {
    await go(page, `/improvements`);
    await page.getByRole('button', { name: 'Record an improvement' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('What your team calls it').fill('Prices on paper');
    await sheet.getByLabel('What customers read').fill('the paper list includes tax');
    await sheet.getByLabel('What things cost').check();
    await sheet.getByRole('button', { name: 'Only for some customers' }).click();
    await sheet.getByLabel('What is asked').selectOption('customer.attributes.plan');
    await sheet.getByLabel('How').selectOption('not');
    await sheet.getByLabel('basic (2)').check();
    await covered('Only for customers whose plan is not basic.');
    await readable();
    await sheet.getByRole('button', { name: 'Record it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Prices on paper' }).waitFor();
    await page.getByText('Only for customers whose plan is not basic').first().waitFor();
    await page.getByRole('button', { name: 'Change for whom' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take away the condition on plan' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('Everybody who asked before it shipped').first().waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Only for customers whose plan is not basic').first().waitFor();
  });
});

describe('one message before it is approved', () => {
  it('is put in other words around its claim, which is locked', async () => {
    const held = await reader.whole.db.messages.findOne({ customer: ids.priya, state: 'held' }).lean();
    await go(page, `/outbox/${held?._id ?? ''}`);
    await page.getByRole('button', { name: 'Put it in other words' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Locked, because it was verified:').waitFor();
    await readable();
    const first = sheet.getByLabel('The words before what it claims');
    expect(await first.inputValue()).toContain('Hello Priya Nair,');
    await first.fill('Dear Ms Nair,');
    const last = sheet.getByLabel('The words after what it claims');
    const kept = await last.inputValue();
    await last.fill(`${kept}\nhttps://elsewhere.example`);
    await sheet.getByRole('button', { name: 'Keep it' }).click();
    await sheet.getByText('take out https://elsewhere.example').waitFor();
    await last.fill(kept);
    await sheet.getByRole('button', { name: 'See how it reads' }).click();
    await sheet.getByText('Dear Ms Nair,').waitFor();
    await sheet.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText('Changed. It still waits to be approved.').first().waitFor();
    await page.getByText('How it was written before').click();
    await page.getByText('Hello Priya Nair,').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Approve it', exact: true }).click();
    await page.getByText('Approved. It leaves').first().waitFor();
    await reader.whole.settle();
    const sent = await reader.whole.db.messages.findById(held?._id).lean();
    expect({ state: sent?.state, reason: sent?.reason }).toMatchObject({ state: 'sent' });
    expect(sent?.content?.text).toContain('Dear Ms Nair,');
  });
});

describe('erasing somebody', () => {
  it('says what goes and what stays, asks for the name, and cannot be done by mistake', async () => {
    const { whole } = reader;
    const { customer } = await said(whole, 9, { customer: person('C-9', 'Ines Vogt') });
    await whole.settle();
    await customerPage(customer, 'Ines Vogt');
    await page.getByRole('button', { name: 'Erase them' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('What stays').waitFor();
    await readable();
    const erase = sheet.getByRole('button', { name: 'Erase them for good' });
    expect(await erase.isDisabled()).toBe(true);
    await sheet.getByLabel('To erase them').fill('Ines');
    expect(await erase.isDisabled()).toBe(true);
    await sheet.getByLabel('To erase them').fill('ines vogt');
    await erase.click();
    await page.getByText('Erased. 1 loop ended').first().waitFor();
    await page.getByRole('heading', { level: 1, name: 'Erased' }).waitFor();
    expect(await page.getByRole('button', { name: 'The same person as' }).count()).toBe(0);
    expect(await whole.db.customers.findById(customer).lean()).toMatchObject({ name: null, emails: [] });
    expect(reader.complaints).toEqual([]);
  });
});

describe('stopping for one customer', () => {
  it('stops all that would leave, with the way back', async () => {
    const { whole } = reader;
    const { customer } = await said(whole, 9, { customer: person('C-8', 'Noor Haddad') });
    await whole.settle();
    await verified(whole, await shipped(whole, 2, { title: 'second', change: 'the till shows tax' }));
    await customerPage(customer, 'Noor Haddad');
    await page.getByRole('button', { name: 'Stop 1 message that will leave' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop them' }).click();
    await page.getByText('Stopped 1 message.').first().waitFor();
    expect(await whole.db.messages.find({ customer }).lean()).toMatchObject([{ state: 'stopped' }]);
  });
});
