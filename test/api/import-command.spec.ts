import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityOf } from '../../server/launch/process-identity.mjs';
import { startsToday } from '../builders/people.ts';
import { ADMIN_KEY, TestApi } from '../harness/api.ts';
import { launchFolder, newFolder, runToEnd } from '../launch/console.ts';

let api: TestApi;
let port: number;
beforeAll(async () => {
  api = await startsToday(TestApi.start());
  await api.app.listen(0, '127.0.0.1');
  port = Number(new URL(await api.app.getUrl()).port);
});
afterAll(() => api.close());

/** A home from which the api of this test seems to run. */
function aHome(): string {
  const home = newFolder();
  writeFileSync(join(home, 'launcher.json'), JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) }));
  writeFileSync(join(home, 'run.json'), JSON.stringify({ ports: { api: port }, children: { api: { pid: 1 } } }));
  writeFileSync(join(home, 'admin-key'), `${ADMIN_KEY}\n`);
  return home;
}

const run = (...args: string[]): ReturnType<typeof runToEnd> =>
  runToEnd([join(launchFolder, 'import.mjs'), ...args], { LOOPWRIGHT_HOME: aHome(), LOOPWRIGHT_ADMIN_KEY: '', HOST: '', PORT: '' });
function aFile(name: string, text: string): string {
  const path = join(newFolder(), name);
  writeFileSync(path, text);
  return path;
}

describe('npm run import', () => {
  const file = 'date,text\n2026-05-03,One opinion\n2026-05-04,Another\nsoon,A third\n';

  it('says first what would come in, brings a file in, and says what became of it', async () => {
    const path = aFile('Spring survey.csv', file);
    const dry = await run(path, '--dry-run');
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.printed).toContain('On 3 May 2026 somebody wrote “One opinion”.\n');
    expect(dry.printed).toContain('2 can come in, 1 cannot.\nRow 4, date: this is not a date.');
    expect(await api.db.feedback.countDocuments()).toBe(0);
    expect(await run(path)).toEqual({ code: 0, printed: '2 came in, 1 was refused.\n' });
    expect(await api.db.imports.findOne().lean()).toMatchObject({ name: 'Spring survey.csv', source: 'spring-survey', history: true });
    expect(await run(path, '--source', 'other', '--start')).toMatchObject({ code: 0 });
    expect(await api.db.feedback.find({ source: 'other' }).lean()).toMatchObject([{ history: false }, { history: false }]);
  });

  it('says what is missing or wrong', async () => {
    expect(await run()).toMatchObject({ code: 1, printed: expect.stringContaining('Say which file') as string });
    expect(await run('/no/such/file.csv')).toMatchObject({ code: 1, printed: 'There is no file /no/such/file.csv.\n' });
    expect(await run(aFile('empty.csv', ''))).toMatchObject({
      code: 1,
      printed: expect.stringContaining('nothing in this file') as string,
    });
  });
});
