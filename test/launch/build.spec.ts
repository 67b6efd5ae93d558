import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run, runToEnd } from './console.ts';
import { eventually } from './eventually.ts';
import { smallProject } from './small-project.ts';

/** The launcher's own build, in the small project. */
const asCommand = (): [string[], NodeJS.ProcessEnv] => {
  const module = JSON.stringify(join(project, 'server/launch/build.mjs'));
  const script = `import { buildIfStale } from ${module}; process.chdir(${JSON.stringify(project)}); console.log(await buildIfStale({ log: console.log }));`;
  return [['--input-type=module', '-e', script], { NODE_ENV: 'production' }];
};

let project: string;
beforeEach(() => {
  project = smallProject();
});

/** A source as of that day: written again it is what it was, as from a backup. */
function source(day: string): void {
  const file = join(project, 'server/source.ts');
  writeFileSync(file, day);
  utimesSync(file, new Date(day), new Date(day));
}
/** Before it builds, it notes that it does and runs these lines. */
function buildsWith(lines: string): void {
  const file = join(project, 'package.json');
  const told = JSON.parse(readFileSync(file, 'utf8')) as { scripts: { build: string } };
  writeFileSync(
    join(project, 'before-build.mjs'),
    `import { appendFileSync, existsSync } from 'node:fs';\nappendFileSync('builds', 'x');\n${lines}`,
  );
  told.scripts.build = `node before-build.mjs && ${told.scripts.build}`;
  writeFileSync(file, JSON.stringify(told));
}
const builds = (): number => (existsSync(join(project, 'builds')) ? readFileSync(join(project, 'builds'), 'utf8').length : 0);

describe('two commands in one folder', () => {
  it('build once: the second waits for the first, and says for whom', async () => {
    buildsWith("while (!existsSync('go')) await new Promise((resolve) => setTimeout(resolve, 25));");
    const first = run(...asCommand());
    await eventually(() => builds() === 1);
    const second = run(...asCommand());
    await second.says(`another command (process ${String(first.child.pid)}) builds here; this one waits for it`);
    writeFileSync(join(project, 'go'), '');
    expect(await first.ended).toBe(0);
    expect(await second.ended).toBe(0);
    expect(first.printed()).toContain('built');
    expect(second.printed()).toContain('as built meanwhile');
    expect(builds()).toBe(1);
  });

  it('do not wait for one that was killed while it built', async () => {
    buildsWith("if (!existsSync('killed')) await new Promise((resolve) => setTimeout(resolve, 3_000));");
    const first = run(...asCommand());
    await eventually(() => builds() === 1);
    first.child.kill('SIGKILL');
    await first.ended;
    writeFileSync(join(project, 'killed'), '');
    expect(await runToEnd(...asCommand())).toEqual({ code: 0, printed: 'built\n' });
  });
});

describe('a build that ended half-way', () => {
  it('counts as none, also where the sources are again as the one before it had them', async () => {
    buildsWith("if (existsSync('fails')) process.exit(1);");
    source('2026-01-01');
    expect((await runToEnd(...asCommand())).printed).toBe('built\n');
    expect((await runToEnd(...asCommand())).printed).toBe('as built before\n');
    source('2026-01-02');
    writeFileSync(join(project, 'fails'), '');
    expect((await runToEnd(...asCommand())).code).toBe(1);
    source('2026-01-01');
    expect((await runToEnd(...asCommand())).code).toBe(1);
  });
});
