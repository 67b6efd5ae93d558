import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { ConnectionDoc } from './connection.schema.ts';
import { signedPost } from './signed-post.ts';
import type { Posted } from './signed-post.ts';
import type { TeamDoc } from './team.schema.ts';

/** What came back of a test. `body` is the beginning of the answer; `status` and `body` are null where none came. */
export interface Trial {
  works: boolean;
  words: string;
  status: number | null;
  body: string | null;
  tookMs: number;
}

const TIMEOUT_MS = 10_000;
const MOST_SHOWN = 2_000;

/** Calls another system once to see whether it answers. What is sent is about nobody. */
@Injectable()
export class ConnectionsTrial {
  constructor(private readonly world: World) {}

  async ofConnection(key: string): Promise<Trial> {
    const doc = await this.world.db.connections.findById(key).lean<ConnectionDoc | null>();
    if (!doc) throw notFound('a connection');
    return this.call(doc.url, doc.secret, { connection: key });
  }

  async ofTeam(key: string): Promise<Trial> {
    const doc = await this.world.db.teams.findById(key).lean<TeamDoc | null>();
    if (!doc) throw notFound('a team');
    if (!doc.url || !doc.secret)
      throw conflict('no-webhook', `“${doc.name}” has no webhook to call: it is told by mail, or its notices are kept here.`);
    return this.call(doc.url, doc.secret, { team: key });
  }

  private async call(url: string, secret: string, about: Readonly<Record<string, string>>): Promise<Trial> {
    const now = this.world.clock.now();
    const id = `test_${randomUUID()}`;
    const body = JSON.stringify({ type: 'test', id, ...about, sentAt: now.toISOString() });
    const begun = performance.now();
    const posted = await signedPost({ url, secret, id, body, timeoutMs: TIMEOUT_MS, now });
    const tookMs = Math.round(performance.now() - begun);
    if ('failed' in posted) return { works: false, words: failureWords(posted), status: null, body: null, tookMs };
    const { status } = posted;
    const works = status >= 200 && status < 300;
    return { works, words: statusWords(status), status, body: posted.body.slice(0, MOST_SHOWN), tookMs };
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  forbidden: 'This address is never called: write another.',
  eforbidden: 'The name leads to an address that is never called: write another.',
  'timed-out': 'Nothing came back within 10 seconds.',
  'cut-off': 'The answer broke off before its end.',
  enotfound: 'There is no host of this name: look for a slip in the address.',
  eai_again: 'The name could not be looked up just now: try again.',
  econnrefused: 'Nobody listens at this address: is the system running?',
  econnreset: 'The system hung up before it answered.',
  cert_has_expired: 'Its certificate has expired: have it renewed.',
  err_tls_cert_altname_invalid: 'Its certificate is for another name: look at the address.',
};
const UNTRUSTED = /^(depth_zero_)?self_signed|^unable_to_(get_issuer|verify_leaf)/;

function failureWords({ failed }: Extract<Posted, { failed: string }>): string {
  if (UNTRUSTED.test(failed)) return 'Its certificate is signed by nobody this machine trusts.';
  return FAILURES[failed] ?? `It could not be reached (${failed}).`;
}

function statusWords(status: number): string {
  const said = `It answered ${String(status)}`;
  if (status >= 200 && status < 300) return `${said}: it took the test.`;
  if (status >= 300 && status < 400) return `${said}: it points elsewhere, and that is not followed. Write the address it points to.`;
  if (status === 401 || status === 403) return `${said}: it did not accept the signature. Does it have this secret?`;
  if (status === 404 || status === 410) return `${said}: there is nothing at this address. Look for a slip in it.`;
  return status >= 500 ? `${said}: it has a fault of its own.` : `${said}: it does not take a test like this.`;
}
