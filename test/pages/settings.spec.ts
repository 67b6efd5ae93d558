import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, published, said, shipped, someThemes } from '../builders/town.ts';
import { Reader, obstacles } from './reader.ts';
import { at } from './screens.ts';

let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
  const { whole } = reader;
  await someThemes(whole);
  await published(whole, pricingFlow());
  await said(whole, 10, { customer: { externalId: 'C-1', name: 'Priya Nair', email: 'priya@example.com' } });
  await said(whole, 9, { customer: { externalId: 'C-2', name: 'Otto Berg', email: 'otto@example.com' } });
  await whole.settle();
  await shipped(whole, 3);
}, 240_000);
afterAll(() => reader.stop());

const told = (page: Page, words: string) => page.getByText(words).first().waitFor();

describe('themes', () => {
  it('are made with a key that is shown once, and their sentences show at once whether a plural is right', async () => {
    const page = await reader.signedIn();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByRole('heading', { level: 1, name: 'Themes' }).waitFor();
    const pricing = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'pricing', exact: true }) });
    await expect.poll(() => pricing.innerText()).toMatch(/2 pieces of feedback · 2 people wait/);
    await page.getByRole('button', { name: 'New theme' }).click();
    await page.getByLabel('What you call it').fill('Delivery information');
    await page.getByText('Programs call it delivery-information').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Delivery information' }).waitFor();

    const english = page.getByRole('group', { name: 'English' });
    await english.getByText('You told us about Delivery information.').waitFor();
    await english.getByLabel('It is one thing').fill('parcel');
    await english.getByLabel('several').fill('parcelses');
    await english.getByText('You told us about parcelses.').waitFor();
    await english.getByLabel('several').fill('parcels');
    await english.getByText('You told us about parcels.').waitFor();
    await english.getByLabel('It is one thing').fill('');
    await english.getByText('Write what one of them is called, too.').waitFor();
    await english.getByLabel('several').fill('');
    await english.getByLabel('cannot be counted').fill('delivery information');
    await english.getByText('You told us about delivery information.').waitFor();
    const german = page.getByRole('group', { name: 'German' });
    await german.getByLabel('It is one thing').fill('Lieferung');
    await german.getByText('Sie haben uns zum Thema Lieferung geschrieben.').waitFor();
    await page.getByLabel('Another language').fill('no code');
    await page.keyboard.press('Enter');
    await told(page, 'is no language code');
    await page.getByLabel('Another language').fill('nl');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Dutch' }).getByLabel('It is one thing').fill('levering');
    await page.getByLabel('What people say').fill('Where is my parcel?\n\n It came late. ');
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await told(page, 'Saved.');
    const { body } = await reader.whole.get('/api/themes/delivery-information');
    expect(body).toMatchObject({
      noun: {
        en: { singular: 'delivery information', mass: 'delivery information' },
        de: { singular: 'Lieferung' },
        nl: { singular: 'levering' },
      },
      examples: ['Where is my parcel?', 'It came late.'],
    });
    await page.close();
  });

  it('take a change back, and are deleted only while nothing is about them', async () => {
    await reader.whole.post('/api/themes', { key: 'staff', name: 'Staff', noun: { en: { singular: 'colleague', plural: 'colleagues' } } });
    const page = await reader.signedIn();
    await at(page, ['/themes/staff', 'Staff']);
    await page.getByRole('group', { name: 'English' }).getByLabel('several').fill('mates');
    await page.getByRole('button', { name: 'Save' }).click();
    await told(page, 'Saved.');
    await page.getByRole('button', { name: /Undo/ }).first().click();
    await expect.poll(() => page.getByRole('group', { name: 'English' }).getByLabel('several').inputValue()).toBe('colleagues');
    await page.getByRole('button', { name: 'Delete this theme' }).click();
    await page.getByRole('heading', { level: 1, name: 'Themes' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Staff', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: /Undo/ }).first().click();
    await page.getByRole('link', { name: 'Staff', exact: true }).waitFor();
    await at(page, ['/themes/pricing', 'pricing']);
    await page.getByRole('button', { name: 'Delete this theme' }).click();
    await page.getByRole('alert').getByText('2 pieces of feedback, the improvement “prices without tax”').waitFor();
    await page.close();
  });
});

describe('templates', () => {
  it('show what they promise, and what they say to real customers, as text, as mail and as wide as a phone', async () => {
    const page = await reader.signedIn();
    await page.getByRole('link', { name: 'Templates', exact: true }).click();
    const card = page.getByRole('listitem').filter({ hasText: 'You asked, we changed it' });
    expect(await card.innerText()).toMatch(/Says that something changed\.[^]*English, German · version 1, came with Loopwright/);
    await card.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'You asked, we changed it' }).waitFor();
    await told(page, 'a verified improvement is true');
    const message = page.getByRole('article', { name: 'The message' });
    const names = page.getByLabel('To whom');
    await expect
      .poll(() => names.locator('option').allInnerTexts())
      .toEqual(expect.arrayContaining(['Priya Nair', 'Otto Berg', 'Invented: in German']));
    await expect.poll(() => message.innerText()).toContain('every price includes tax');
    await message.getByText('It would not go to them now').waitFor();
    const first = await message.innerText();
    await page.getByRole('button', { name: 'The next' }).click();
    await expect.poll(() => message.innerText()).not.toBe(first);
    await names.selectOption('Invented: in German');
    await expect.poll(() => message.innerText()).toContain('In German');
    await page.getByRole('button', { name: 'As mail shows it' }).click();
    await page.frameLocator('iframe').getByText('Preise').first().waitFor();
    await page.getByLabel('as wide as a phone').check();
    expect((await message.boundingBox())?.width).toBeLessThanOrEqual(390);
    expect(await obstacles(page)).toEqual([]);
    await page.close();
  });

  it('keep their versions, each to be looked at', async () => {
    const words = { variants: { en: { subject: 'Still here', body: 'We still think of {{theme}}.\n\n{{> footer}}' } } };
    await reader.whole.ask('PUT', '/api/templates/not-forgotten', words);
    const page = await reader.signedIn();
    await at(page, ['/templates/not-forgotten', 'Not forgotten']);
    const message = page.getByRole('article', { name: 'The message' });
    await expect.poll(() => message.innerText()).toContain('Still here');
    await page.getByRole('link', { name: 'Version 1', exact: true }).click();
    await expect.poll(() => message.innerText()).not.toContain('Still here');
    expect(page.url()).toContain('version=1');
    await page.close();
  });
});

describe('house rules', () => {
  it('lead from a missing postal address to its field, and do not lose what was written there', async () => {
    const page = await reader.signedIn();
    await at(page, ['/house-rules', 'House rules']);
    await page.getByText('No postal address stands below your messages yet.').waitFor();
    await page.getByRole('button', { name: 'Write it' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('postal');
    await page.keyboard.type('Storgata 12, 1771 Halden');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Write who answers, too').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel('The person who answers').fill('Maya Lind');
    await page.getByRole('button', { name: 'Save' }).click();
    await told(page, 'Saved.');
    await expect.poll(() => page.getByText('No postal address').count()).toBe(0);
    await page.getByLabel('Postal address').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('No postal address stands below your messages yet.').waitFor();
    await page.close();
  });
});

describe('whoever never signed in here', () => {
  it('is asked to, without the server being asked who they are', async () => {
    const page = await reader.open({}, '/nowhere');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked).not.toContain('/api/me');
    await page.close();
  });
});
