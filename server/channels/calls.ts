import type { ActCall, ActResult } from '@loopwright/workflows/ports';
import type { Clock } from '../clock.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { loadFacts } from '../loops/facts.ts';
import { hashOf } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import type { CallDoc } from './call.schema.ts';
import { fieldsOf } from './call-fields.ts';
import type { ConnectionDoc } from './connection.schema.ts';
import { signedPost } from './signed-post.ts';
import type { Posted } from './signed-post.ts';

/** The lowered settings of a call-webhook step. */
interface CallConfig {
  connection: string;
  fields: string[];
  tryForMs: number;
  keepAs: string | null;
}

const TIMEOUT_MS = 20_000;
const FIRST_BACK_OFF_MS = 2_000;
const LONGEST_BACK_OFF_MS = 15 * 60_000;
const MOST_KEPT = 8_000;
/** Statuses by which a system says that it will never take this request. */
const REFUSED = new Set([400, 405, 410, 413, 415, 422]);

/** The call-webhook step: asks another system until it answers or the time is over. Every attempt carries the same webhook-id. */
export class Calls {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
  ) {}

  async call(call: ActCall): Promise<ActResult> {
    const row = await this.row(call);
    if (row.state !== 'open') return this.exit(row);
    const now = this.clock.now();
    if (row.nextAt > now) return { later: { message: null, until: row.nextAt.getTime() } };
    if (row.attempts > 0 && now >= row.giveUpAt) return this.conclude(row, 'failed', row.code ?? 'gave-up-trying');
    return this.attempt(call, row, now);
  }

  private async row(call: ActCall): Promise<CallDoc> {
    const _id = hashOf('call', call.loop, call.generation, call.step, call.visit);
    const { connection, tryForMs } = call.config as unknown as CallConfig;
    const now = this.clock.now();
    const giveUpAt = new Date(now.getTime() + tryForMs);
    const { loop, generation, step } = call;
    const first: Omit<CallDoc, '_id'> = {
      loop,
      generation,
      step,
      connection,
      state: 'open',
      code: null,
      attempts: 0,
      nextAt: now,
      giveUpAt,
      createdAt: now,
    };
    await this.db.calls.updateOne({ _id }, { $setOnInsert: first }, { upsert: true });
    const row = await this.db.calls.findById(_id).lean<CallDoc | null>();
    if (!row) throw new Error('call-missing');
    return row;
  }

  /** The next attempt is put off before this one is made, so that a crash in it does not hammer the other system. */
  private async attempt(call: ActCall, row: CallDoc, now: Date): Promise<ActResult> {
    const backOff = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 4 ** row.attempts);
    const nextAt = new Date(Math.min(now.getTime() + backOff, Math.max(row.giveUpAt.getTime(), now.getTime() + FIRST_BACK_OFF_MS)));
    const mine = await this.db.calls.updateOne(
      { _id: row._id, state: 'open', attempts: row.attempts },
      { $set: { nextAt }, $inc: { attempts: 1 } },
    );
    if (mine.matchedCount === 0) return { later: { message: null, until: nextAt.getTime() } };
    const posted = await this.post(call, row, now);
    if (posted === 'kept-here') return this.conclude(row, 'failed', 'kept-here');
    if ('status' in posted && posted.status >= 200 && posted.status < 300) return this.answered(call, row, posted.body);
    const code = 'status' in posted ? `status-${String(posted.status)}` : posted.failed;
    if ('status' in posted && REFUSED.has(posted.status)) return this.conclude(row, 'failed', code);
    await this.db.calls.updateOne({ _id: row._id, state: 'open' }, { $set: { code } });
    return { later: { message: null, until: nextAt.getTime() } };
  }

  private async post(call: ActCall, row: CallDoc, now: Date): Promise<Posted | 'kept-here'> {
    const facts = (await loadFacts(this.db, [call.loop])).get(call.loop);
    if (!facts) throw new Error('loop-facts-missing');
    // Nothing leaves the machine for invented customers.
    if (facts.loop.demo || facts.customer.demo) return 'kept-here';
    const connection = await this.db.connections.findById(row.connection).lean<ConnectionDoc | null>();
    if (!connection) return { failed: 'not-connected', left: false };
    const improvement = call.hand ? await this.db.improvements.findById(call.hand.improvement).lean<ImprovementDoc | null>() : null;
    const { fields } = call.config as unknown as CallConfig;
    const data = fieldsOf(fields, { ...facts, improvement });
    const body = JSON.stringify({ type: 'step', id: row._id, loop: call.loop, step: call.step, data });
    return signedPost({ url: connection.url, secret: connection.secret, id: row._id, body, timeoutMs: TIMEOUT_MS, now });
  }

  /** The answer is kept on the loop's row and never enters the history. */
  private async answered(call: ActCall, row: CallDoc, body: string): Promise<ActResult> {
    const { keepAs } = call.config as unknown as CallConfig;
    if (keepAs) {
      const kept = { [`kept.${keepAs}`]: readable(body) };
      await this.db.loops.updateOne({ _id: call.loop, generation: call.generation }, { $set: kept });
    }
    return this.conclude(row, 'answered', null);
  }

  private async conclude(row: CallDoc, state: 'answered' | 'failed', code: string | null): Promise<ActResult> {
    await this.db.calls.updateOne({ _id: row._id, state: 'open' }, { $set: { state, code } });
    const now = await this.db.calls.findById(row._id).lean<CallDoc | null>();
    return this.exit(now ?? { ...row, state, code });
  }

  private exit({ state, code }: CallDoc): ActResult {
    return { exit: state, ...(code === null ? {} : { code }) };
  }
}

/** JSON where it is, else its first text. */
function readable(body: string): unknown {
  const text = body.slice(0, MOST_KEPT);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
