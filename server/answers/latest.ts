import type { Models } from '../storage/models.ts';
import type { ReplyDoc } from './reply.schema.ts';

/** The answer to a message that counts. */
export const latestReply = (db: Models, message: string): Promise<ReplyDoc | null> =>
  db.replies.findOne({ message }).sort({ number: -1 }).lean<ReplyDoc | null>().exec();
