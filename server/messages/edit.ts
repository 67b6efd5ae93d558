import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import { editedContent } from '../telling/edited-content.ts';
import type { ContentDoc, LockedDoc, MessageDoc } from '../telling/message.schema.ts';

/** How it is to read, whole; `contentHash` names the words it was edited from, as GET /api/messages/:id shows it. */
export const EditMessage = z.strictObject({
  contentHash: z.string().min(1).max(200),
  text: z.string().min(1).max(20_000),
  subject: z.string().max(300).optional(),
});

/** What of a message stands as it is, and which words an edit names that it was made from. */
export interface Editable {
  contentHash: string;
  claims: string[];
  footer: string | null;
}

/** What can be said of a decision cannot be told from the words around it, so such a message is approved or stopped as it is. */
export function editableOf({ state, content, claim }: MessageDoc): Editable | null {
  if (state !== 'held' || !content?.locked || claim?.purpose === 'decision') return null;
  return { contentHash: content.hash, ...content.locked };
}

const stale = (): Error => conflict('stale-message', 'It reads otherwise since you opened it: look at it again, then edit it.');
const hasLocks = (content: ContentDoc): content is ContentDoc & { locked: LockedDoc } => content.locked !== undefined;

@Injectable()
export class Editing {
  constructor(private readonly world: World) {}

  /** Replaces the words around what it claims; it goes on waiting for a look. */
  async edit(id: string, { contentHash, ...edit }: z.output<typeof EditMessage>, by: Caller): Promise<void> {
    const { db, clock } = this.world;
    const held = await db.messages.findById(id).lean<MessageDoc | null>();
    if (!held) throw notFound('a message');
    if (held.state !== 'held' || !held.content)
      throw conflict('not-held', 'Only a message that waits for a look can be edited.', { state: held.state });
    if (held.content.hash !== contentHash) throw stale();
    if (!editableOf(held) || !hasLocks(held.content))
      throw conflict(
        'not-editable',
        'This message can only be approved or stopped as it is: what it claims cannot be told from its other words.',
      );
    const content = editedContent(held.content, edit, by, clock.now());
    const seen = { _id: id, state: 'held' as const, 'content.hash': contentHash };
    const written = await db.messages.updateOne(seen, { $set: { content } });
    if (written.matchedCount === 0) throw stale();
  }
}
