import type { World } from '../app/world.ts';
import { newId } from '../storage/ids.ts';
import type { MessageDoc, TextDoc } from '../telling/message.schema.ts';
import { hintKey } from '../waiting/recheck.ts';
import { tryHint } from '../waiting/try-hint.ts';
import { decideText, followText } from './text.ts';

/** One yes or no for all who get the same text. */
export class Texts {
  constructor(private readonly world: World) {}

  /** The fact first; then it holds for those that wait, and for whoever comes later by itself. */
  async follow(id: string, state: TextDoc['state'], by: string): Promise<void> {
    const { db, clock, workflows, log } = this.world;
    const message = await db.messages.findById(id, { asked: 1 }).lean<Pick<MessageDoc, 'asked'> | null>();
    const text = message?.asked?.text;
    if (!text) return;
    await decideText(db, text, { state, by, at: clock.now() });
    for await (const one of db.messages.find({ 'asked.text': text, state: 'held' }).lean<MessageDoc>().cursor())
      if (await followText(db, clock, one)) await tryHint(log, () => hintKey(db, workflows, `message:${one._id}`, newId()));
  }
}
