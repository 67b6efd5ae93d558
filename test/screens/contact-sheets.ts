import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const A_SHEET = 12;
const COLUMNS = 4;
const WIDTH = 1800;

/** The pictures of a folder, twelve on a sheet with their names, as PNG. */
export async function contactSheets(page: Page, folder: string, names: readonly string[]): Promise<Buffer[]> {
  const sheets: Buffer[] = [];
  const blank = await page.context().newPage();
  await blank.setViewportSize({ width: WIDTH, height: 1000 });
  for (let from = 0; from < names.length; from += A_SHEET) {
    const some = names.slice(from, from + A_SHEET);
    const figures = await Promise.all(
      some.map(async (name) => {
        const data = (await readFile(join(folder, `${name}.png`))).toString('base64');
        return `<figure><img src="data:image/png;base64,${data}"><figcaption>${name}</figcaption></figure>`;
      }),
    );
    await blank.setContent(
      `<style>body{display:grid;grid-template-columns:repeat(${String(COLUMNS)},1fr);gap:16px;margin:16px;background:#888;font:14px sans-serif}
      figure{margin:0}img{width:100%;max-height:520px;object-fit:cover;object-position:top}</style>${figures.join('')}`,
    );
    sheets.push(await blank.screenshot({ fullPage: true }));
  }
  await blank.close();
  return sheets;
}
