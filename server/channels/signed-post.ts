import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { guardedLookup, isNever } from './call-address.ts';

const MOST_ANSWER_BYTES = 64 * 1024;

/** What came back, or whether the request had left when it failed. */
export type Posted = { status: number; body: string } | { failed: string; left: boolean };

interface Letter {
  url: string;
  secret: string;
  /** The same for every repeat, so that the receiver can drop it. */
  id: string;
  body: string;
  timeoutMs: number;
  now: Date;
}

/** One POST signed as Standard Webhooks. Redirects are not followed; long answers are cut off. Never throws. */
export function signedPost(letter: Letter): Promise<Posted> {
  const url = new URL(letter.url);
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) && isNever(url.hostname.replace(/^\[|\]$/g, '')))
    return Promise.resolve({ failed: 'forbidden', left: false });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'loopwright',
    'webhook-id': letter.id,
    'webhook-timestamp': String(Math.floor(letter.now.getTime() / 1000)),
    'webhook-signature': new Webhook(letter.secret).sign(letter.id, letter.now, letter.body),
  };
  return new Promise((resolve) => {
    let left = false;
    const signal = AbortSignal.timeout(letter.timeoutMs);
    const make = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = make(url, { method: 'POST', headers, lookup: guardedLookup, agent: false, signal }, (answer) => {
      readAnswer(answer).then(
        (body) => {
          resolve({ status: answer.statusCode ?? 0, body });
        },
        () => {
          resolve({ failed: 'cut-off', left: true });
        },
      );
    });
    request.once('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        left = true;
      });
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ failed: signal.aborted ? 'timed-out' : (error.code ?? 'error').toLowerCase(), left });
    });
    request.end(letter.body);
  });
}

async function readAnswer(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MOST_ANSWER_BYTES).toString('utf8');
}
