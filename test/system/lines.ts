import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { KEY } from '../harness/deployment.ts';
import type { Deployment } from '../harness/deployment.ts';

/** What streaming lines to the product came to, how long it took, and the most memory the server ever held. */
export interface Streamed {
  status: number;
  body: {
    accepted: number;
    duplicates: number;
    rejectedCount: number;
    rejected: { index: number; problems: { path: string; message: string }[] }[];
  };
  seconds: number;
  peakMegabytes: number;
}

export async function stream(deployment: Deployment, lines: Iterable<string>): Promise<Streamed> {
  const began = performance.now();
  const answer = await fetch(`${deployment.url}/api/feedback`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(inChunks(lines))) as ReadableStream<Uint8Array>,
    duplex: 'half',
  } as RequestInit);
  const body = (await answer.json()) as Streamed['body'];
  const seconds = (performance.now() - began) / 1000;
  return { status: answer.status, body, seconds, peakMegabytes: await peakMegabytes(deployment.pid('api')) };
}

function* inChunks(lines: Iterable<string>): Generator<Buffer> {
  let some: string[] = [];
  for (const line of lines) {
    some.push(line);
    if (some.length < 500) continue;
    yield Buffer.from(some.join(''));
    some = [];
  }
  yield Buffer.from(some.join(''));
}

/** Linux only (proc(5), VmHWM); elsewhere not known. */
async function peakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? NaN : Number(kilobytes) / 1024;
}
