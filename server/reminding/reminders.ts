import { randomUUID } from 'node:crypto';
import type { Mail } from '../channels/channels.ts';
import { nextDaily } from '../channels/next-daily.ts';
import type { NoticeDoc } from '../channels/notice.schema.ts';
import type { Clock } from '../clock.ts';
import { zoneOf } from '../house-rules/house-rules.ts';
import type { PersonDoc } from '../people/person.schema.ts';
import { hashOf } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import type { ReminderDoc } from './reminder.schema.ts';
import { waitsFor } from './waits-for.ts';
import type { Waiting } from './waits-for.ts';

const LEASE_MS = 60_000;
const TIMEOUT_MS = 30_000;
const DAY_MS = 86_400_000;

/** One mail to each person for whom something waits, a notice to a team: in the morning, and at once where little time is left. */
export class Reminders {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly mail: Mail,
    private readonly publicUrl: string,
  ) {}

  /** Returns how many were taken up. Any number of workers may do so at once. */
  async remindDue(): Promise<number> {
    for (let taken = 0; ; taken += 1) {
      const row = await this.take();
      if (!row) return taken;
      await this.remind(row);
    }
  }

  private async take(): Promise<ReminderDoc | null> {
    const now = this.clock.now();
    const free = { dueAt: { $lte: now }, $or: [{ leaseUntil: null }, { leaseUntil: { $lte: now } }] };
    const mine = { token: randomUUID(), leaseUntil: new Date(now.getTime() + LEASE_MS) };
    return this.db.reminders
      .findOneAndUpdate(free, { $set: mine, $inc: { attempts: 1 } }, { returnDocument: 'after' })
      .lean<ReminderDoc | null>();
  }

  private async remind({ _id: owner, token, dueAt, attempts }: ReminderDoc): Promise<void> {
    const now = this.clock.now();
    const items = await waitsFor(this.db, owner, now);
    if (items.length === 0) {
      await this.db.reminders.deleteOne({ _id: owner, token, dueAt });
      await this.db.reminders.updateOne({ _id: owner, token }, { $set: { token: null, leaseUntil: null } });
      return;
    }
    const told = owner.startsWith('team:') ? await this.tellTeam(owner, items, dueAt, now) : await this.tellPerson(owner, items, dueAt);
    const next = told ? nextDaily(await zoneOf(this.db), now) : new Date(now.getTime() + Math.min(DAY_MS, 60_000 * 2 ** attempts));
    const rest = { token: null, leaseUntil: null, dueAt: next, ...(told ? { attempts: 0 } : {}) };
    await this.db.reminders.updateOne({ _id: owner, token }, { $set: rest });
  }

  /** Delivered, and tried again, with the team's other notices. */
  private async tellTeam(owner: string, items: Waiting[], dueAt: Date, now: Date): Promise<boolean> {
    const row: Omit<NoticeDoc, '_id'> = {
      team: owner.slice('team:'.length),
      loop: items[0]?.loop ?? '',
      generation: 1,
      step: 'reminder',
      text: this.lines(items),
      withWords: false,
      bundled: false,
      dueAt: now,
      giveUpAt: new Date(now.getTime() + DAY_MS),
      state: 'wanted',
      via: null,
      code: null,
      attempts: 0,
      token: null,
      leaseUntil: null,
      demo: false,
      createdAt: now,
      deliveredAt: null,
    };
    await this.db.notices.updateOne({ _id: hashOf('reminder', owner, dueAt.getTime()) }, { $setOnInsert: row }, { upsert: true });
    return true;
  }

  /** Who has no address, or no mail server to reach it, finds it on Home. */
  private async tellPerson(owner: string, items: Waiting[], dueAt: Date): Promise<boolean> {
    const person = await this.db.people.findById(owner.slice('person:'.length)).lean<PersonDoc | null>();
    if (!this.mail || !person?.email || person.disabledAt) return true;
    const { smtp, from } = this.mail;
    const letter = {
      id: hashOf('reminder', owner, dueAt.getTime()).slice(0, 40),
      from: { name: from.name ?? 'Loopwright', address: from.address },
      replyTo: from.address,
      to: person.email,
      subject: items.length === 1 ? 'One thing waits for you' : `${String(items.length)} things wait for you`,
      text: `${this.lines(items)}\n`,
      html: null,
      headers: { 'Auto-Submitted': 'auto-generated' },
    };
    try {
      return (await smtp.send(letter, TIMEOUT_MS)).outcome === 'sent';
    } catch {
      // It may have arrived; the next morning says so again.
      return true;
    }
  }

  private lines(items: readonly Waiting[]): string {
    return items.map(({ words, path }) => `${words}\n${this.publicUrl}${path}`).join('\n\n');
  }
}
