import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { mayAnswer } from '../approvals/may-answer.ts';
import { Texts } from '../approvals/texts.ts';
import { conflict, notFound, Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import { newId } from '../storage/ids.ts';
import { approveMessage } from '../telling/approve.ts';
import type { ContentDoc, MessageDoc } from '../telling/message.schema.ts';
import { undoFrom } from '../telling/undo-stop.ts';
import { hintKey } from '../waiting/recheck.ts';
import { tryHint } from '../waiting/try-hint.ts';
import { shownMessages } from './shown.ts';
import type { ShownMessage } from './shown.ts';
import { stopAndHint } from './stop-and-hint.ts';

/** What became of approving several: those that no longer wait for a look are named, and nothing happens to them. */
export interface Approved {
  approved: number;
  skipped: { id: string; state: MessageDoc['state'] | 'not-found' }[];
}

const STOPPED = new Set(['stopped', 'recalled', 'withheld']);

/** Four eyes: administrators aside, nobody approves what they wrote themselves of a change, beside the claim. */
const mayVouch = ({ edited }: ContentDoc, { id, role }: Caller): boolean =>
  role === 'admin' || !edited || edited.claiming.length === 0 || edited.byId !== id;

const NOT_YOURS = {
  'not-asked': 'Somebody else was asked to approve this message; they may, their stand-in once their time has come, and administrators.',
  'own-words': 'You wrote its words, so somebody else approves it.',
} as const;

@Injectable()
export class Messages {
  private readonly texts: Texts;

  constructor(private readonly world: World) {
    this.texts = new Texts(world);
  }

  async list(filter: QueryFilter<MessageDoc>, query: PageQuery): Promise<PageOf<ShownMessage>> {
    const page = await pageOf(this.world.db.messages, filter, 'createdAt', query, (doc: MessageDoc) => doc);
    return { items: await shownMessages(this.world.db, page.items), next: page.next };
  }

  async read(id: string): Promise<ShownMessage> {
    const [shown] = await shownMessages(this.world.db, [await this.find(id)]);
    if (!shown) throw notFound('a message');
    return shown;
  }

  /** L2. A second click does nothing. */
  async approve(id: string, by: Caller): Promise<ShownMessage> {
    await this.find(id);
    if (!(await this.approveOne(id, by))) {
      const now = await this.find(id);
      const { approved, state, content } = now;
      if (state === 'held' && content && !mayVouch(content, by))
        throw new Refusal(403, 'own-words', `${content.edited?.claiming[0] ?? ''} You wrote that, so somebody else who may approve does.`);
      const not = state === 'held' ? mayAnswer(now, by, this.world.clock.now()) : null;
      if (not) throw new Refusal(403, not, NOT_YOURS[not]);
      if (!approved) throw conflict('not-held', 'This message does not wait for a look.', { state });
    }
    return this.read(id);
  }

  async approveMany(ids: readonly string[], by: Caller): Promise<Approved> {
    const done: Approved = { approved: 0, skipped: [] };
    for (const id of new Set(ids)) {
      if (await this.approveOne(id, by)) done.approved += 1;
      else {
        const doc = await this.world.db.messages.findById(id, { state: 1 }).lean<Pick<MessageDoc, 'state'> | null>();
        done.skipped.push({ id, state: doc?.state ?? 'not-found' });
      }
    }
    return done;
  }

  /** L3: nothing crosses the point of no return after this has answered. */
  async stop(id: string): Promise<ShownMessage> {
    await this.find(id);
    const undo = undoFrom(this.world.clock.now());
    await stopAndHint(this.world, { _id: id }, 'stopped', 'stopped-by-a-person', undo);
    const now = await this.find(id);
    const backToUnknown = now.again && now.state === 'unknown';
    if (!STOPPED.has(now.state) && !now.stop && !backToUnknown)
      throw conflict('too-late', 'This message has left already.', { state: now.state });
    return this.read(id);
  }

  /** No, from whoever was asked; where one text is for all, to all of it. */
  async decline(id: string, by: Caller): Promise<ShownMessage> {
    const message = await this.find(id);
    const not = mayAnswer(message, by, this.world.clock.now());
    if (not) throw new Refusal(403, not, NOT_YOURS[not]);
    if (message.state !== 'held' && message.state !== 'stopped')
      throw conflict('not-held', 'This message does not wait for a look.', { state: message.state });
    await this.stop(id);
    await this.texts.follow(id, 'declined', by.name);
    return this.read(id);
  }

  private async approveOne(id: string, by: Caller): Promise<boolean> {
    const { db, clock } = this.world;
    const approved = await approveMessage(
      db,
      clock,
      id,
      by.name,
      (content, message) => mayVouch(content, by) && mayAnswer(message, by, clock.now()) === null,
    );
    if (approved) await this.texts.follow(id, 'approved', by.name);
    if (approved) await tryHint(this.world.log, () => hintKey(this.world.db, this.world.workflows, `message:${id}`, newId()));
    return approved;
  }

  private async find(id: string): Promise<MessageDoc> {
    const doc = await this.world.db.messages.findById(id).lean<MessageDoc | null>();
    if (!doc) throw notFound('a message');
    return doc;
  }
}
