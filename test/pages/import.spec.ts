import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someThemes } from '../builders/town.ts';
import { obstacles, overflows, Reader } from './reader.ts';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
  await someThemes(reader.whole);
}, 240_000);
afterAll(() => reader.stop());

const FILE = `Date;Name;E-mail;Rating;Comment
03/05/2026;Ana Ruiz;ana@example.com;2;"Prices without tax;
again and again."
04/05/2026;Otto Berg;otto@example.com;5;=HYPERLINK("x")
05/05/2026;Ida;ida at example;4;Good.
`;

async function bringing(page: Page): Promise<void> {
  await page.goto(`${reader.address}/feedback`);
  await page.getByRole('link', { name: 'Bring in feedback' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Bring in feedback' }).waitFor();
}

const choose = (page: Page, name: string, text: string): Promise<void> =>
  page.getByLabel('A file: drop it here, or choose it').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const told = (page: Page) => page.getByRole('list', { name: 'The first rows, told' }).getByRole('listitem');

describe('bringing in feedback', () => {
  it('begins where there is none yet', async () => {
    const page = await reader.signedIn({}, `/feedback`);
    await page.getByText('No feedback yet.').waitFor();
    await page.getByText('Bring what your customers said so far from a file, or paste some lines.').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.close();
  });

  it('shows how a file reads, asks what nothing tells, and brings it in; what is refused is downloaded, mended and brought back', async () => {
    const page = await reader.signedIn();
    await bringing(page);
    await choose(page, 'Spring survey.csv', FILE);
    await page.getByRole('region', { name: 'How it reads' }).waitFor();
    expect(await page.getByLabel('Its source is called').inputValue()).toBe('spring-survey');
    await page.getByText('Nothing in the dates tells which number is the day.').waitFor();
    expect(await page.getByRole('button', { name: /^Bring in \d/ }).isDisabled()).toBe(true);
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: '3/5 is the 3rd of May' }).click();
    await expect
      .poll(() => told(page).allInnerTexts())
      .toEqual([
        'On 3 May 2026 Ana Ruiz wrote “Prices without tax; again and again.”, 2 of 5 stars.',
        'On 4 May 2026 Otto Berg wrote “=HYPERLINK("x")”, 5 of 5 stars.',
      ]);
    const refused = page.getByRole('region', { name: 'One row cannot come in' });
    expect(await refused.innerText()).toContain('This is not an email address.');
    await page.getByLabel('Comment').selectOption('');
    await page.getByLabel('Name', { exact: true }).selectOption('text');
    await expect.poll(() => told(page).first().innerText()).toContain('ana@example.com wrote “Ana Ruiz”');
    await page.getByLabel('Name', { exact: true }).selectOption('customer.name');
    await page.getByLabel('Comment').selectOption('text');
    await expect.poll(() => told(page).first().innerText()).toContain('Ana Ruiz wrote “Prices without tax');
    expect(await page.getByRole('radio', { name: 'Nothing: keep it as history.' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Bring in 2' }).click();
    await page.getByText('2 came in, 1 was refused.').first().waitFor();
    expect(await obstacles(page)).toEqual([]);

    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download 1 refused row' }).first().click();
    const file = await readFile(await (await coming).path(), 'utf8');
    await choose(page, 'refused.csv', file.replace('ida at example', 'ida@example.com'));
    await page.getByLabel('Its source is called').fill('spring-survey');
    await page.getByLabel('Its source is called').press('Tab');
    await page.getByRole('button', { name: 'Bring in 1' }).click();
    await page.getByText('1 came in.').first().waitFor();
    await page.getByRole('link', { name: 'See what is in spring-survey' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Feedback' }).waitFor();
    await expect.poll(() => page.getByRole('article').count()).toBe(3);
    expect(page.url()).toContain('source=spring-survey');
    await page.close();
  });

  it('takes pasted lines, one opinion each', async () => {
    const page = await reader.signedIn();
    await bringing(page);
    await page.getByLabel('Or paste lines').fill('The invoice comes twice, every month.\nNobody answers the phone.\n');
    await page.getByRole('button', { name: 'Read these lines' }).click();
    await expect
      .poll(() => told(page).allInnerTexts())
      .toEqual(['Somebody wrote “The invoice comes twice, every month.”.', 'Somebody wrote “Nobody answers the phone.”.']);
    await page.getByRole('button', { name: 'Bring in 2' }).click();
    await page.getByText('2 came in.').first().waitFor();
    await page.close();
  });

  it('looks at the beginning of a large file at once, shows how far it is, and stops when asked', async () => {
    const page = await reader.signedIn();
    await bringing(page);
    const rows = Array.from({ length: 60_000 }, (_, row) => `${String(row)},"Opinion ${String(row)} of very many people."\n`);
    await choose(page, 'large.csv', `id,text\n${rows.join('')}`);
    await page.getByText(/^The first [\d,]+ rows:/).waitFor();
    await page.getByRole('button', { name: 'Bring in the whole file' }).click();
    await page.getByText(/[1-9][\d,]* came in, 0 refused\./).waitFor({ timeout: 30_000 });
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop here; what came in stays' }).click();
    await page.getByText('Bring the same file again to go on: nothing comes in twice.').first().waitFor({ timeout: 30_000 });
    await page.close();
  });

  it('says what to do with a file that is none', async () => {
    const page = await reader.signedIn();
    await bringing(page);
    await choose(page, 'book.xlsx.csv', 'PK\x03\x04\x14\x00\x06\x00');
    await page.getByRole('alert').getByText('save the sheet as “CSV UTF-8”').waitFor();
    await page.close();
  });

  it('fits a narrow, dark screen', async () => {
    const page = await reader.signedIn({ viewport: { width: 320, height: 800 }, colorScheme: 'dark' });
    await bringing(page);
    expect(await overflows(page)).toBe(false);
    await choose(page, 'Another survey with a long name.csv', FILE.replace('Comment', 'Comment_in_a_column_whose_name_is_very_long'));
    await page.getByRole('region', { name: 'How it reads' }).waitFor();
    await page.getByText('More about the file').click();
    expect(await overflows(page)).toBe(false);
    expect(await obstacles(page)).toEqual([]);
    await page.close();
  });
});

describe('the themes of what came in', () => {
  it('are said by hand, in place, and taken back', async () => {
    const page = await reader.signedIn({}, `/feedback?source=pasted`);
    const one = page.getByRole('article').filter({ hasText: 'The invoice comes twice' });
    await one.getByRole('button', { name: 'Say what it is about' }).click();
    await one.getByRole('checkbox').first().check();
    await one.getByLabel('and is').selectOption('complaint');
    expect(await obstacles(page)).toEqual([]);
    await one.getByRole('button', { name: 'Say so' }).click();
    await one.getByRole('button', { name: 'Change' }).waitFor();
    expect(await one.innerText()).toContain('a complaint');
    const { items } = (
      await reader.whole.get<{ items: { text: string; tags: unknown[]; feeling: string }[] }>('/api/feedback?source=pasted')
    ).body;
    expect(items.find(({ text }) => text.includes('invoice'))).toMatchObject({
      tags: [{ by: 'person', confirmed: true }],
      feeling: 'complaint',
    });
    await page.keyboard.press('Control+z');
    await one.getByRole('button', { name: 'Say what it is about' }).waitFor();
    await page.close();
  });
});

describe('the browser', () => {
  it('had nothing to complain about', () => {
    expect(reader.complaints).toEqual([]);
  });
});
