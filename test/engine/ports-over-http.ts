import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Ports } from '@loopwright/workflows/ports';

type Doors = Record<string, Record<string, (call: never) => Promise<unknown>>>;

/** Lets a worker in another process reach ports kept in this one; `before` may hold a call, or never answer it. */
export async function servePorts(ports: Ports, before: (door: string) => Promise<void>): Promise<{ url: string; close: () => void }> {
  const doors = ports as unknown as Doors;
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const [, room = '', door = ''] = (request.url ?? '').split('/');
      const call = JSON.parse(await text(request)) as never;
      await before(`${room}.${door}`);
      response.end(JSON.stringify((await doors[room]?.[door]?.(call)) ?? null));
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The other end. */
export function portsAt(url: string): Ports {
  const call =
    (room: string, door: string) =>
    async (argument: unknown): Promise<never> => {
      const response = await fetch(`${url}/${room}/${door}`, { method: 'POST', body: JSON.stringify(argument) });
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as never;
    };
  return {
    loops: { standing: call('loops', 'standing'), facts: call('loops', 'facts'), finish: call('loops', 'finish') },
    waits: { park: call('waits', 'park'), settle: call('waits', 'settle') },
    splits: { draw: call('splits', 'draw') },
    messages: { tell: call('messages', 'tell') },
    webhooks: { call: call('webhooks', 'call') },
    notices: { tell: call('notices', 'tell') },
    approvals: { ask: call('approvals', 'ask') },
    replies: { await: call('replies', 'await'), ask: call('replies', 'ask') },
    notes: { set: call('notes', 'set') },
    tasks: { give: call('tasks', 'give') },
  };
}
