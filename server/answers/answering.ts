import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import { StopLinks } from '../channels/stop-link.ts';
import { Published } from '../flows/plans.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { hashOf, newId } from '../storage/ids.ts';
import { isDuplicate } from '../storage/connection.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { hintKey } from '../waiting/recheck.ts';
import { tryHint } from '../waiting/try-hint.ts';
import { choicesOf } from './choices.ts';
import type { Choice } from './choices.ts';
import { latestReply } from './latest.ts';
import type { ReplyDoc } from './reply.schema.ts';

/** What a link of a message leads to. */
export interface Asked {
  message: MessageDoc;
  loop: LoopDoc;
  language: string;
  choices: readonly Choice[];
}

const MOST_TRIES = 20;
const MOST_TEXT = 2_000;

/** Answers by the links in messages: valid without signing in, for ever, and as often as one likes. */
@Injectable()
export class Answering {
  private readonly links: StopLinks;
  private readonly published: Published;

  constructor(private readonly world: World) {
    this.links = new StopLinks(world.secret, world.config.publicUrl);
    this.published = new Published(world.db);
  }

  /** Null where it is no link of ours, or what it leads to is gone. */
  async asked(token: string): Promise<Asked | null> {
    const { db } = this.world;
    const sendKey = this.links.readAnswer(token);
    const message = sendKey === null ? null : await db.messages.findById(sendKey).lean<MessageDoc | null>();
    if (!message?.loop || message.content === null) return null;
    const loop = await db.loops.findById(message.loop).lean<LoopDoc | null>();
    if (!loop) return null;
    const choices = choicesOf(await this.planOf(loop, message), message.step);
    return choices.length > 0 ? { message, loop, language: message.content.locale, choices } : null;
  }

  /** The fact first, then whoever waits for it is hinted. The same answer again is no new one. */
  async answer({ message, loop, choices }: Asked, number: number, text: string | null): Promise<boolean> {
    const choice = choices[number];
    if (!choice) return false;
    const { db, workflows, log } = this.world;
    await this.write(message, loop, choice.says, text?.trim().slice(0, MOST_TEXT) || null);
    await tryHint(log, () => hintKey(db, workflows, `reply:${message._id}`, newId()));
    return true;
  }

  private async write(message: MessageDoc, loop: LoopDoc, says: string, text: string | null): Promise<void> {
    const { db, clock } = this.world;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const before = await latestReply(db, message._id);
      if (before?.says === says && before.text === text) return;
      const number = (before?.number ?? 0) + 1;
      const rest = { says, text, at: clock.now(), late: await this.isLate(message, loop), readBy: null, readAt: null, demo: message.demo };
      const row: ReplyDoc = { _id: hashOf('reply', message._id, number), message: message._id, number, loop: loop._id, ...rest };
      try {
        await db.replies.create(row);
        return;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    }
    throw new Error('reply-not-written');
  }

  /** Its loop is over, or what waited for it has gone on. */
  private async isLate({ _id }: MessageDoc, { _id: loop, status }: LoopDoc): Promise<boolean> {
    if (status !== 'open' && status !== 'failed') return true;
    return (await this.world.db.waits.exists({ loop, what: 'reply', about: _id, state: 'done', outcome: { $ne: null } })) !== null;
  }

  /** By the version that sent it. */
  private async planOf(loop: LoopDoc, { flow, version }: MessageDoc) {
    const sent = await this.world.db.versions.findById(`${flow ?? ''}/${String(version)}`, { plan: 1 }).lean<{ plan: string } | null>();
    return this.published.plan(sent?.plan ?? loop.plan);
  }
}
