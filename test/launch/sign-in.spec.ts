import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { identityOf } from '../../server/launch/process-identity.mjs';
import { launchFolder, newFolder, runToEnd } from './console.ts';

const LINK = 'http://localhost:3000/sign-in#link=abc';

/** An api that makes links for one key, and says how it was asked. */
async function anApi(key: string): Promise<number> {
  const server = createServer((request, response) => {
    const known = request.method === 'POST' && request.url === '/api/sign-in/links' && request.headers.authorization === `Bearer ${key}`;
    response
      .writeHead(known ? 201 : 401, { 'content-type': 'application/json' })
      .end(JSON.stringify(known ? { link: LINK } : { detail: 'no' }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

interface Home {
  key?: string;
  holder?: number;
  children?: Record<string, { pid: number }>;
}

/** A home as the launcher keeps it while it runs. */
function aHome(port: number, { key = '', holder = process.pid, children = { api: { pid: 1 } } }: Home = {}): string {
  const home = newFolder();
  writeFileSync(join(home, 'launcher.json'), JSON.stringify({ pid: holder, identity: identityOf(holder) ?? 'of long ago' }));
  writeFileSync(join(home, 'run.json'), JSON.stringify({ ports: { api: port }, children }));
  if (key) writeFileSync(join(home, 'admin-key'), `${key}\n`);
  return home;
}

const signIn = (home: string, adminKey = ''): ReturnType<typeof runToEnd> =>
  runToEnd([join(launchFolder, 'sign-in.mjs')], { LOOPWRIGHT_HOME: home, LOOPWRIGHT_ADMIN_KEY: adminKey, HOST: '', PORT: '' });

describe('npm run sign-in', () => {
  it('prints another one-time link of the instance that runs from this home', async () => {
    const port = await anApi('the-key-of-this-home');
    expect(await signIn(aHome(port, { key: 'the-key-of-this-home' }))).toEqual({
      code: 0,
      printed: `Sign in: ${LINK}  (works once, 30 minutes; npm run sign-in makes another)\n`,
    });
  });

  it('takes the key of the environment where there is one', async () => {
    const port = await anApi('the-key-that-was-given');
    expect((await signIn(aHome(port), 'the-key-that-was-given')).code).toBe(0);
  });

  it('says so where nothing runs, and makes nothing', async () => {
    const home = newFolder();
    const answer = await signIn(home);
    expect(answer).toEqual({
      code: 1,
      printed: `Nothing to sign in to runs from ${home}: start it with \`npm start\`, or let LOOPWRIGHT_HOME name the home of the one you mean.\n`,
    });
    expect(readdirSync(home)).toEqual([]);
    for (const over of [{ holder: 2 ** 22 + 1 }, { children: { worker: { pid: 1 } } }] as Home[])
      expect((await signIn(aHome(1, over))).printed).toContain('Nothing to sign in to');
  });

  it('says which key it needs where the instance was started with another', async () => {
    const home = aHome(await anApi('the-key-that-was-given'));
    expect((await signIn(home)).printed).toMatch(/has another administrator's key: give it as LOOPWRIGHT_ADMIN_KEY/);
    expect(readdirSync(home)).not.toContain('admin-key');
  });

  it('says so where the api does not answer', async () => {
    expect((await signIn(aHome(1, { key: 'the-key-of-this-home' }))).printed).toMatch(
      /^The api at http:\/\/127\.0\.0\.1:1 does not answer/,
    );
  });
});
