import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { Demo } from '../pages/demo.ts';
import { contactSheets } from './contact-sheets.ts';
import { busyDay } from './scene.ts';
import { screensOf, SIGN_IN } from './screens.ts';
import type { Screen } from './screens.ts';

const HEIGHT = { wide: 900, narrow: 700 };
const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  'light-1440': { colorScheme: 'light', viewport: { width: 1440, height: HEIGHT.wide } },
  'dark-1440': { colorScheme: 'dark', viewport: { width: 1440, height: HEIGHT.wide } },
  'light-320': { colorScheme: 'light', viewport: { width: 320, height: HEIGHT.narrow } },
  'dark-320': { colorScheme: 'dark', viewport: { width: 320, height: HEIGHT.narrow } },
};

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.loopwright/screenshots' },
    only: { type: 'string', multiple: true },
    look: { type: 'string', multiple: true },
  },
});
const wanted = (name: string): boolean => values.only === undefined || values.only.includes(name);
const looks = Object.entries(LOOKS).filter(([name]) => values.look === undefined || values.look.includes(name));

async function picture(page: Page, address: string, screen: Screen, file: string): Promise<void> {
  await page.goto(`${address}${screen.path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(() => document.querySelector('.waiting') === null);
  await page.evaluate(() => document.fonts.ready);
  await screen.then?.(page);
  await page.screenshot({ path: file, fullPage: screen.then === undefined, animations: 'disabled' });
}

const demo = await Demo.start();
try {
  await rm(values.out, { recursive: true, force: true });
  const ids = await busyDay(demo);
  const screens = screensOf(ids).filter(({ name }) => wanted(name));
  for (const [look, options] of looks) {
    const folder = join(values.out, look);
    await mkdir(folder, { recursive: true });
    const page = await demo.atTheDoor(options);
    await page.getByRole('button', { name: 'Sign in as administrator' }).waitFor();
    if (wanted(SIGN_IN.name)) await page.screenshot({ path: join(folder, `${SIGN_IN.name}.png`), fullPage: true });
    await page.getByRole('button', { name: 'Sign in as administrator' }).click();
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    for (const screen of screens) {
      await picture(page, demo.deployment.url, screen, join(folder, `${screen.name}.png`));
      process.stderr.write(`${look}/${screen.name}.png\n`);
    }
    const names = [...(wanted(SIGN_IN.name) ? [SIGN_IN.name] : []), ...screens.map(({ name }) => name)];
    const sheets = await contactSheets(page, folder, names);
    for (const [at, sheet] of sheets.entries()) await writeFile(join(values.out, `${look}-${String(at + 1)}.png`), sheet);
    await page.context().close();
  }
  process.stdout.write(`The pictures are in ${values.out}; each sheet there shows twelve of them.\n`);
} finally {
  await demo.stop();
}
process.exit(0);
