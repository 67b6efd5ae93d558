import type { Documents } from './documents.ts';
import type { ContentDoc, MessageDoc } from './message.schema.ts';

/** Renders a message from what is true now: from the documents it was judged by. */
export interface Writer {
  /** Refuses (`cannot-render`) rather than send a message with a hole in it. */
  write(message: MessageDoc, docs: Documents, now: Date): Promise<{ content: ContentDoc } | { refusal: string }>;
}
