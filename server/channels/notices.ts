import { randomUUID } from 'node:crypto';
import type { QueryFilter } from 'mongoose';
import type { ActCall, ActResult } from '@loopwright/workflows/ports';
import type { Clock } from '../clock.ts';
import { zoneOf } from '../house-rules/house-rules.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { hashOf } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import type { Mail } from './channels.ts';
import { nextDaily } from './next-daily.ts';
import type { NoticeDoc } from './notice.schema.ts';
import { NoticePost } from './notice-post.ts';

/** The settings of a notify-team step. */
interface NoticeConfig {
  team: string;
  text: string;
  withWords: boolean;
  when: 'each' | 'daily';
  goOn: 'now' | 'delivered';
}

const LEASE_MS = 60_000;
const TRY_FOR_MS = 86_400_000;
const BACK_OFF_MS = [5_000, 60_000, 300_000, 1_800_000];
const PAGE = 100;

/** The notify-team step: each notice is one row, delivered on its own or with those of its team that are due that day. */
export class Notices {
  private readonly post: NoticePost;

  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    mail: Mail,
    /** Where people look at a loop. */
    publicUrl: string,
  ) {
    this.post = new NoticePost(db, mail, publicUrl);
  }

  async tell(call: ActCall): Promise<ActResult> {
    const { goOn } = call.config as unknown as NoticeConfig;
    const row = await this.row(call);
    if (row.state === 'wanted' && row.dueAt <= this.clock.now()) await this.deliver(row);
    const now = (await this.db.notices.findById(row._id).lean<NoticeDoc | null>()) ?? row;
    if (now.state === 'delivered') return { exit: 'delivered', about: now._id };
    if (goOn === 'now') return { exit: 'delivered', code: 'queued', about: now._id };
    if (now.state === 'failed') return { exit: 'failed', about: now._id, ...(now.code === null ? {} : { code: now.code }) };
    return { later: { message: null, until: Math.max(now.dueAt.getTime(), now.leaseUntil?.getTime() ?? 0) + 1_000 } };
  }

  /** Delivers what is due. Any number of workers may do so at once. Returns how many rows were taken up. */
  async deliverDue(): Promise<number> {
    const rows = await this.db.notices
      .find({ state: 'wanted', dueAt: { $lte: this.clock.now() } })
      .sort({ dueAt: 1 })
      .limit(PAGE)
      .lean<NoticeDoc[]>();
    let taken = 0;
    for (const row of rows) taken += await this.deliver(row);
    return taken;
  }

  private async row(call: ActCall): Promise<NoticeDoc> {
    const _id = hashOf('notice', call.loop, call.generation, call.step, call.visit);
    const { team, text, withWords, when } = call.config as unknown as NoticeConfig;
    const existing = await this.db.notices.findById(_id).lean<NoticeDoc | null>();
    if (existing) return existing;
    const now = this.clock.now();
    const loop = await this.db.loops.findById(call.loop, { demo: 1 }).lean<Pick<LoopDoc, 'demo'> | null>();
    const dueAt = when === 'daily' ? nextDaily(await zoneOf(this.db), now) : now;
    const row: NoticeDoc = {
      _id,
      team,
      loop: call.loop,
      generation: call.generation,
      step: call.step,
      text,
      withWords,
      bundled: when === 'daily',
      dueAt,
      giveUpAt: new Date(dueAt.getTime() + TRY_FOR_MS),
      state: 'wanted',
      via: null,
      code: null,
      attempts: 0,
      token: null,
      leaseUntil: null,
      demo: loop?.demo ?? false,
      createdAt: now,
      deliveredAt: null,
    };
    const { _id: _same, ...first } = row;
    await this.db.notices.updateOne({ _id }, { $setOnInsert: first }, { upsert: true });
    return (await this.db.notices.findById(_id).lean<NoticeDoc | null>()) ?? row;
  }

  /** Takes the notice, and with a bundled one all that are due with it, under a lease; then posts them as one. */
  private async deliver(row: NoticeDoc): Promise<number> {
    if (!row.bundled) return this.take(row, { _id: row._id });
    const now = this.clock.now();
    const alone = await this.db.teams.findOneAndUpdate(
      { _id: row.team, $or: [{ bundleUntil: null }, { bundleUntil: { $lte: now } }] },
      { $set: { bundleUntil: new Date(now.getTime() + LEASE_MS) } },
    );
    if (!alone && (await this.db.teams.exists({ _id: row.team }))) return 0;
    try {
      return await this.take(row, { team: row.team, bundled: true, demo: row.demo });
    } finally {
      await this.db.teams.updateOne({ _id: row.team }, { $set: { bundleUntil: null } });
    }
  }

  private async take(row: NoticeDoc, which: QueryFilter<NoticeDoc>): Promise<number> {
    const now = this.clock.now();
    const token = randomUUID();
    const free: QueryFilter<NoticeDoc> = {
      state: 'wanted',
      dueAt: { $lte: now },
      $or: [{ leaseUntil: null }, { leaseUntil: { $lte: now } }],
    };
    await this.db.notices.updateMany(
      { $and: [free, which] },
      { $set: { token, leaseUntil: new Date(now.getTime() + LEASE_MS) }, $inc: { attempts: 1 } },
    );
    const mine = await this.db.notices.find({ token }).sort({ _id: 1 }).lean<NoticeDoc[]>();
    if (mine.length === 0) return 0;
    const posted = await this.post.send(row.team, mine, now);
    if ('via' in posted) await this.finish(token, { state: 'delivered', via: posted.via, deliveredAt: now, code: null });
    else await this.retry(token, mine, posted.code, now);
    return mine.length;
  }

  private async retry(token: string, mine: NoticeDoc[], code: string, now: Date): Promise<void> {
    const attempts = Math.max(...mine.map((one) => one.attempts));
    const next = new Date(now.getTime() + (BACK_OFF_MS[Math.min(attempts, BACK_OFF_MS.length) - 1] ?? LEASE_MS));
    const over = mine.filter(({ giveUpAt }) => giveUpAt <= now).map(({ _id }) => _id);
    if (over.length > 0)
      await this.db.notices.updateMany({ token, _id: { $in: over } }, { $set: { state: 'failed', code, token: null, leaseUntil: null } });
    await this.finish(token, { dueAt: next, code });
  }

  private async finish(token: string, set: Partial<NoticeDoc>): Promise<void> {
    await this.db.notices.updateMany({ token, state: 'wanted' }, { $set: { ...set, token: null, leaseUntil: null } });
  }
}
