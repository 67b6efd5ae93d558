import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { Demo } from '../../pages/demo.ts';
import { thisMachine } from '../machine.ts';
import { slowVisit } from '../pages/visits.ts';
import { measured } from '../statistics.ts';
import type { Measured } from '../statistics.ts';
import { Keys } from './keys.ts';
import { longFlow } from './long-flow.ts';

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '5' },
    presses: { type: 'string', default: '15' },
    json: { type: 'string', default: '.loopwright/bench-editor.json' },
  },
});
const visits = Number(values.visits);
const presses = Number(values.presses);
const STEPS = 60;
const GOALS = { story: 2, map: 3, key: 100 } as const;
const WIDE = { width: 1440, height: 900 };
/** The first setting that can be changed; a card that has its place. */
const STORY = '[role="tree"] .word';
const MAP = '.svelte-flow__node[style*="visibility: visible"] .card, .svelte-flow__node:not([style*="visibility: hidden"]) .card';

const say = (words: string): void => void process.stderr.write(`${words}\n`);
const machine = await thisMachine();

/** The pages in turns, so that whatever else the machine does meets all of them. */
async function loads(page: Page, url: string, flow: string, long: string) {
  const places = [
    ['blank page', `${url}/api/health`, 'body'],
    ['Story', `${url}/flows/${flow}`, STORY],
    ['Map beside it', `${url}/flows/${flow}`, MAP],
    [`Story of ${String(STEPS)} steps`, `${url}/flows/${long}`, STORY],
    [`Map of ${String(STEPS)} steps`, `${url}/flows/${long}`, MAP],
  ] as const;
  const all = new Map<string, { seconds: number[]; kilobytes: number[] }>(places.map(([name]) => [name, { seconds: [], kilobytes: [] }]));
  for (let visit = 0; visit < visits; visit += 1)
    for (const [name, address, shows] of places) {
      const { milliseconds, kilobytes } = await slowVisit(page.context(), address, shows);
      all.get(name)?.seconds.push(milliseconds / 1000);
      all.get(name)?.kilobytes.push(kilobytes);
      say(`${name}: ${(milliseconds / 1000).toFixed(2)} s, ${kilobytes.toFixed(0)} KB`);
    }
  return Object.fromEntries([...all].map(([name, one]) => [name, { seconds: measured(one.seconds), kilobytes: measured(one.kilobytes) }]));
}

const repeated = (...keys: string[]): string[] => Array.from({ length: presses }, () => keys).flat();

/** At a flow of sixty steps, Story and Map side by side, not slowed down. */
async function keys(page: Page, url: string, flow: string): Promise<Record<string, Measured>> {
  await page.goto(`${url}/flows/${flow}`);
  await page.locator(STORY).first().waitFor();
  await page.locator(MAP).first().waitFor();
  const on = await Keys.on(page);
  const line = (key: string): Promise<void> => page.locator(`[data-spot="${key}"]`).focus();
  await line('step r2-first');
  const arrows = await on.all([...repeated('ArrowDown'), ...repeated('ArrowUp')]);
  await line('step r2-first');
  const both: { duplicate: number[]; undo: number[] } = { duplicate: [], undo: [] };
  for (let press = 0; press < presses; press += 1) {
    both.duplicate.push(await on.one('Control+d'));
    both.undo.push(await on.one('Control+z'));
  }
  const others: { delete: number[]; undo: number[] } = { delete: [], undo: [] };
  for (let press = 0; press < presses; press += 1) {
    others.delete.push(await on.one('Delete'));
    others.undo.push(await on.one('Control+z'));
  }
  await page.locator('[data-spot="step r0-stop"] [data-setting="reason"]').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('textbox').focus();
  const letters = await on.all(repeated('a', 'b', 'c').slice(0, 2 * presses));
  await page.keyboard.press('Escape');
  return {
    letter: letters,
    'arrow key': arrows,
    Duplicate: measured(both.duplicate),
    'Undo of Duplicate': measured(both.undo),
    Delete: measured(others.delete),
    'Undo of Delete': measured(others.undo),
  };
}

const demo = await Demo.start();
const { deployment } = demo;
let report: { loads: Awaited<ReturnType<typeof loads>>; keys: Record<string, Measured> };
try {
  const page = await demo.atTheDoor({ viewport: WIDE });
  await page.getByRole('button', { name: 'Sign in as administrator' }).click();
  await page.getByText('Invented data.').waitFor();
  const { items } = await deployment.done<{ items: { id: string }[] }>('GET', '/api/flows');
  const theme = (await deployment.done<{ items: { key: string }[] }>('GET', '/api/themes')).items[0]?.key ?? '';
  const long = await deployment.done<{ id: string }>('POST', '/api/flows', longFlow(STEPS, theme));
  const { url } = deployment;
  report = { loads: await loads(page, url, items.at(-1)?.id ?? '', long.id), keys: await keys(page, url, long.id) };
} finally {
  await demo.stop();
}

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;
const figure = ({ median, least, most }: Measured, digits: number): string =>
  `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
const judged = (reached: number, wanted: number | undefined): string =>
  wanted === undefined ? '' : `≤ ${String(wanted)}: ${reached <= wanted ? 'met' : 'short'}`;
const wanted = (name: string): number | undefined =>
  name.startsWith('Story') ? GOALS.story : name.startsWith('Map') ? GOALS.map : undefined;
const lines = [
  row(['on a slow telephone line, nothing kept', 'until usable, s', 'over the wire, KB', 'goal']),
  row(['---', '---', '---', '---']),
  ...Object.entries(report.loads).map(([name, { seconds, kilobytes }]) =>
    row([name, figure(seconds, 2), figure(kilobytes, 0), judged(seconds.median, wanted(name))]),
  ),
  '',
  row([`at ${String(STEPS)} steps, not slowed down`, 'key to picture, ms', 'goal']),
  row(['---', '---', '---']),
  ...Object.entries(report.keys).map(([name, ms]) => row([name, figure(ms, 0), judged(ms.median, GOALS.key)])),
];
await mkdir(dirname(values.json), { recursive: true });
await writeFile(values.json, `${JSON.stringify({ machine, visits, presses, ...report }, null, 2)}\n`);
process.stdout.write(
  `${machine.date.slice(0, 10)}, ${machine.processor}, ${String(machine.cores)} cores, load before ${machine.loadBefore.toFixed(1)}; medians of ${String(visits)} visits, ${String(presses)} presses (least–most)\n${lines.join('\n')}\n`,
);
process.exit(0);
