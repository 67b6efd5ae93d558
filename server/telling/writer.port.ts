import type { ContentDoc, MessageDoc } from './message.schema.ts';

/** Renders a message from what is true now. */
export interface Writer {
  /** Refuses (`cannot-render`) rather than send a message with a hole in it. */
  write(message: MessageDoc, now: Date): Promise<{ content: ContentDoc } | { refusal: string }>;
}
