import { expect, it } from 'vitest';
import { becomePrimary } from '../../server/launch/replica-set.mjs';

const HOST = '127.0.0.1:27017';
const refused = (code: number): Error => Object.assign(new Error(`refused with ${String(code)}`), { code });

/** A mongod that reads its configuration until it has been asked so often. */
function starting({ asked, host }: { asked: number; host: string }) {
  const commands: string[] = [];
  let left = asked;
  const command = (one: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const [name = ''] = Object.keys(one);
    commands.push(name);
    const reading = left-- > 0;
    if (name === 'replSetGetConfig')
      return reading ? Promise.reject(refused(94)) : Promise.resolve({ config: { version: 1, members: [{ _id: 0, host }] } });
    if (name === 'replSetInitiate') return Promise.reject(refused(23));
    return Promise.resolve({ ok: 1, isWritablePrimary: true });
  };
  return { command, commands };
}

it('waits for a database that came back and is still reading which replica set it is', async () => {
  const mongod = starting({ asked: 3, host: HOST });
  await becomePrimary(mongod, HOST);
  expect(mongod.commands.filter((name) => name === 'replSetReconfig')).toEqual([]);
  expect(mongod.commands.at(-1)).toBe('hello');
});

it('tells one that came back on another port where it is now', async () => {
  const mongod = starting({ asked: 0, host: '127.0.0.1:1' });
  await becomePrimary(mongod, HOST);
  expect(mongod.commands).toEqual(['replSetGetConfig', 'replSetReconfig', 'hello']);
});

it('says in the end what kept it from being ready', async () => {
  const admin = { command: () => Promise.reject(refused(13)) };
  await expect(becomePrimary(admin, HOST, AbortSignal.timeout(100))).rejects.toThrow('refused with 13');
});
