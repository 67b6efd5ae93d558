import type { CustomerDoc } from '../customers/customer.schema.ts';
import { survivorOf } from '../customers/survivor.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import type { HouseRulesDoc } from '../house-rules/house-rules.schema.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import type { MessageDoc } from './message.schema.ts';

/** What a message is judged by and speaks from. */
export interface Documents {
  customer: CustomerDoc;
  feedback: FeedbackDoc | null;
  loop: LoopDoc | null;
  improvement: ImprovementDoc | null;
  /** What a correction takes back; in a loop that began so, also for its other messages. */
  told: MessageDoc | null;
  /** The improvement that was taken back, where the message is about another. */
  takenBack?: ImprovementDoc | null;
  rules: HouseRulesDoc;
}

/** Everything as it is now, read once; null where the customer is gone. */
export async function documentsOf(db: Models, message: MessageDoc): Promise<Documents | null> {
  const { claim } = message;
  const [customer, loop, improvement, rules] = await Promise.all([
    survivorOf(db, message.customer),
    message.loop ? db.loops.findById(message.loop).lean<LoopDoc | null>() : null,
    claim ? db.improvements.findById(claim.improvement).lean<ImprovementDoc | null>() : null,
    houseRules(db),
  ]);
  if (!customer || customer.erasedAt) return null;
  const feedback = loop ? await db.feedback.findById(loop.feedback).lean<FeedbackDoc | null>() : null;
  return { customer, feedback, loop, improvement, rules, ...(await toldBefore(db, message, loop)) };
}

async function toldBefore(db: Models, { claim, covers }: MessageDoc, loop: LoopDoc | null): Promise<Pick<Documents, 'told' | 'takenBack'>> {
  const corrects = claim?.purpose === 'correction';
  const message = corrects ? covers[0] : loop?.takenBack?.message;
  if (message === undefined) return { told: null };
  const [told, takenBack] = await Promise.all([
    db.messages.findById(message).lean<MessageDoc | null>(),
    corrects || !loop?.takenBack ? null : db.improvements.findById(loop.takenBack.improvement).lean<ImprovementDoc | null>(),
  ]);
  return { told, takenBack };
}
