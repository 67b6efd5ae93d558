import type { Caller } from '../doors/door.ts';
import type { AskedDoc, MessageDoc } from '../telling/message.schema.ts';

/** Why somebody may not say yes or no to a message that others were asked about; null where they may. */
export type NotAsked = 'not-asked' | 'own-words' | null;

/** Administrators aside, those who were asked, and their stand-in once their time has come; of a team anybody who may approve. */
export function mayAnswer({ asked, content }: Pick<MessageDoc, 'asked' | 'content'>, by: Caller, now: Date): NotAsked {
  if (!asked || by.role === 'admin') return null;
  if (!isAsked(asked, by, now)) return 'not-asked';
  const authors = [...asked.notBy, ...(asked.notBy.length > 0 && content?.edited ? [content.edited.by] : [])];
  return authors.includes(by.name) ? 'own-words' : null;
}

function isAsked({ by: first, standIn, standInFrom }: AskedDoc, { id }: Pick<Caller, 'id'>, now: Date): boolean {
  const owners = [first, ...(standIn && standInFrom && standInFrom <= now ? [standIn] : [])];
  return owners.some((owner) => owner.startsWith('team:') || owner === `person:${id}`);
}
