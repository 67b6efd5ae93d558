import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stillRuns } from '../../server/launch/process-identity.mjs';
import { launchFolder, newFolder, run } from './console.ts';
import type { Console } from './console.ts';
import { eventually } from './eventually.ts';
import { smallProject } from './small-project.ts';

interface Run {
  ports: Record<string, number>;
  children: Record<string, { pid: number; identity: string }>;
}

interface Demo extends Console {
  /** Its homes that are there now. */
  readonly homes: () => string[];
  readonly recorded: () => Run;
  readonly children: () => Run['children'][string][];
}

const COLUMNS = 80;
const FOUR = ['mongod', 'temporal', 'api', 'worker'];

/** A demo with a folder for temporary files of its own. */
function demo(file: string, env: NodeJS.ProcessEnv = {}): Demo {
  const temporary = newFolder();
  const started = run([file], { ...env, TMPDIR: temporary });
  const homes = (): string[] => readdirSync(temporary).filter((name) => name.startsWith('loopwright-'));
  const recorded = (): Run => JSON.parse(readFileSync(join(temporary, homes()[0] ?? '', 'run.json'), 'utf8')) as Run;
  return { ...started, homes, recorded, children: () => Object.values(recorded().children) };
}

/** The launcher with a product of a few lines that answers as `answer` says, and never where that says nothing. */
function withProduct(answer: string): string {
  const project = smallProject();
  writeFileSync(
    join(project, 'product/api.js'),
    `
import { createServer } from 'node:http';
const { SMTP_URL, LOOPWRIGHT_HOME, PUBLIC_URL, LOOPWRIGHT_DEMO } = process.env;
const list = (...items) => ({ items, next: null });
const answer = (path) => ${answer};
createServer(({ url }, response) => {
  const said = url === '/api/ready' ? {} : answer(url.split('?')[0]);
  if (said) response.end(JSON.stringify(said));
}).listen(Number(process.env.PORT), process.env.HOST);
process.on('SIGTERM', () => process.exit(0));
`,
  );
  return join(project, 'server/launch/demo.mjs');
}

const SILENT = 'undefined';
const TWO_WAIT_AND_ONE_IS_COUNTED = `({
  '/api/flows': list({ id: 'f' }),
  '/api/flows/f': {
    id: 'f',
    name: [SMTP_URL, PUBLIC_URL, LOOPWRIGHT_DEMO].join(' '),
    sentences: [{ about: 'entry', text: 'They speak.' }, { about: 'step', text: 'Wait until it changes.' }],
  },
  '/api/loops': list({ flowId: 'f', customerId: 'a', themes: ['x'] }, { flowId: 'f', customerId: 'b', themes: ['x'] }),
  '/api/feedback': list(),
  '/api/customers': list(),
  '/api/improvements': list({ id: 'i', title: 'it', themes: ['x'], shippedAt: '2026-05-19T10:00:00Z' }),
  '/api/improvements/i/audience': { covered: 1, not: [], people: [], next: null },
  '/api/messages': list(),
})[path]`;

describe('a demo', () => {
  it('ends with one sentence where a number is not as the story has it, and owes nothing to the environment', async () => {
    const env = {
      SMTP_URL: 'smtp://127.0.0.1:2525',
      LOOPWRIGHT_HOME: '/no/such',
      PUBLIC_URL: 'https://shop.example',
      LOOPWRIGHT_DEMO: 'off',
    };
    const { ended, printed, homes } = demo(withProduct(TWO_WAIT_AND_ONE_IS_COUNTED), env);
    expect(await ended).toBe(1);
    expect(printed().replace(/\s+/g, ' ')).toMatch(
      /- http:\/\/localhost:\d+ on: 2 people wait\. They speak\. Wait until it changes\. End:/,
    );
    expect(printed().trim().split('\n').at(-1)).toBe('The story does not hold: 1 to be told and 0 not to be told are not the 2 who wait.');
    expect(homes()).toEqual([]);
  }, 120_000);

  it('plays beside another one; stopped or killed, each leaves no process and no folder behind', async () => {
    const file = withProduct(SILENT);
    const both = [demo(file), demo(file)] as const;
    await Promise.all(both.map(({ says }) => says('HALDEN BIKES')));
    expect(both.map(({ recorded }) => Object.keys(recorded().children))).toEqual([FOUR, FOUR]);
    expect(new Set(both.flatMap(({ recorded }) => Object.values(recorded().ports))).size).toBe(6);
    const running = both.map(({ children }) => children());
    expect(running.flat().every(stillRuns)).toBe(true);
    for (const [at, signal, code] of [
      [0, 'SIGINT', 130],
      [1, 'SIGKILL', null],
    ] as const) {
      both[at].child.kill(signal);
      expect(await both[at].ended).toBe(code);
      await eventually(() => running[at]?.some(stillRuns) === false && both[at].homes().length === 0);
    }
  }, 180_000);
});

describe('the story of Halden Bikes, played by the whole product', () => {
  it('tells everybody who is to be told once through a kill, takes it back, and adds up', async () => {
    let mails = 0;
    const mailServer = createServer(() => (mails += 1));
    onTestFinished(() => void mailServer.close());
    await new Promise<void>((resolve) => mailServer.listen(0, '127.0.0.1', resolve));
    const { port } = mailServer.address() as AddressInfo;
    // Whoever runs this test has installed already; a demo must not do it beneath the others' feet.
    const env = { SMTP_URL: `smtp://127.0.0.1:${String(port)}`, LOOPWRIGHT_PREPARED: String(process.pid) };
    const { ended, printed, homes } = demo(join(launchFolder, 'demo.mjs'), env);
    expect({ code: await ended, printed: printed() }).toMatchObject({ code: 0 });

    const story = printed().slice(printed().indexOf('HALDEN BIKES'));
    const numbers = (pattern: RegExp): number[] => (pattern.exec(story.replace(/\s+/g, ' ')) ?? []).slice(1).map(Number);
    const [told = 0, not = 0, waited] = numbers(/(\d+) told and (\d+) not told are the (\d+) who wait/);
    expect([waited, told + not]).toEqual([37, 37]);
    expect(numbers(/(\d+) messages to (\d+) people: nobody twice, nobody forgotten/)).toEqual([told, told]);
    expect(numbers(/asked one by one, (\d+) hear why they were told and (\d+) why not/)).toEqual([told, not]);
    const [, unknown = 0] = numbers(/Not lost: (\d+) told \((\d+) of unknown outcome\)/);
    expect(numbers(/(\d+) of (\d+) corrected, each once/)).toEqual([told - unknown, told - unknown]);

    expect(story).toMatch(/the worker is killed \(kill -9\)[^]*worker is back[^]*another worker went on/);
    expect(story).toContain('Ingrid Solheim');
    expect(story).toMatch(/Why not Priya\? The product answers: .*basic/s);
    expect(story.match(/^ {2}\| Stop these messages: /gm)).toHaveLength(2);
    expect(story.split('\n').filter((line) => Array.from(line).length > COLUMNS && !line.startsWith('End: '))).toEqual([]);
    expect(mails).toBe(0);
    expect(homes()).toEqual([]);
  }, 400_000);
});
