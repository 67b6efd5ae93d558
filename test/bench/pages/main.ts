import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Demo } from '../../pages/demo.ts';
import { thisMachine } from '../machine.ts';
import { measured } from '../statistics.ts';
import type { Measured } from '../statistics.ts';
import { crowdOf } from './crowd.ts';
import { slowVisit } from './visits.ts';

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '5' },
    fill: { type: 'boolean', default: false },
    customers: { type: 'string', default: '1000000' },
    folder: { type: 'string', default: '.loopwright/bench-pages' },
    json: { type: 'string', default: '.loopwright/bench-pages.json' },
  },
});
const visits = Number(values.visits);
const say = (words: string): void => void process.stderr.write(`${words}\n`);
const machine = await thisMachine();
const lines: string[] = [];
const told = (what: string, { median, least, most }: Measured, unit: string): void =>
  void lines.push(`${what}: ${median.toFixed(2)} ${unit} (${least.toFixed(2)}–${most.toFixed(2)})`);

/** Home and a blank page, in turns, so that whatever else the machine does meets both. */
async function home(): Promise<Record<'home' | 'blank', { seconds: Measured; kilobytes: Measured }>> {
  const demo = await Demo.start();
  const all = { home: [] as [number, number][], blank: [] as [number, number][] };
  try {
    const page = await demo.atTheDoor();
    await page.getByRole('button', { name: 'Sign in as administrator' }).click();
    await page.getByText('Invented data.').waitFor();
    const { url } = demo.deployment;
    const places = [
      ['blank', `${url}/api/health`, 'body'],
      ['home', `${url}/`, 'main .work a'],
    ] as const;
    for (let visit = 0; visit < visits; visit += 1)
      for (const [name, address, shows] of places) {
        const one = await slowVisit(page.context(), address, shows);
        all[name].push([one.milliseconds / 1000, one.kilobytes]);
        say(`${name}: ${(one.milliseconds / 1000).toFixed(2)} s, ${one.kilobytes.toFixed(0)} KB`);
      }
  } finally {
    await demo.stop();
  }
  const of = (some: [number, number][]) => ({
    seconds: measured(some.map(([seconds]) => seconds)),
    kilobytes: measured(some.map(([, kilobytes]) => kilobytes)),
  });
  return { home: of(all.home), blank: of(all.blank) };
}

const first = await home();
told('Home on a slow telephone, nothing kept, until the first card can be used', first.home.seconds, 's');
told('a blank page of the same server', first.blank.seconds, 's');
told('Home over the wire', first.home.kilobytes, 'KB');
lines.push(`goal: Home ≤ 2.0 s: ${first.home.seconds.median <= 2 ? 'met' : 'short'}`);
const crowd = values.fill ? await crowdOf(resolve(values.folder), Number(values.customers), visits, say) : null;
if (crowd) {
  lines.push(
    `With ${String(crowd.customers)} customers and ${String(crowd.feedback)} feedback, from the last key or the press until it is painted:`,
  );
  for (const [what, seconds] of Object.entries(crowd.seconds)) told(`  ${what}`, seconds, 's');
  const slowest = Math.max(...Object.values(crowd.seconds).map(({ median }) => median));
  lines.push(`goal: each < 1 s: ${slowest < 1 ? 'met' : 'short'}`);
}
const report = { machine, visits, first, crowd };
await mkdir(join(values.json, '..'), { recursive: true });
await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(
  `${machine.date.slice(0, 10)}, ${machine.processor}, ${String(machine.cores)} cores; medians of ${String(visits)} (least–most)\n${lines.join('\n')}\n`,
);
process.exit(0);
