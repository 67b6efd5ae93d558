import type { ActCall, ActResult } from '@loopwright/workflows/ports';
import type { Who } from '@loopwright/workflows/contract';
import type { Clock } from '../clock.ts';
import { personsOf } from '../customers/persons.ts';
import { openLoop } from '../loops/standing.ts';
import { hashOf } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import { writeTask } from '../tasks/giving.ts';
import type { Ledger } from '../telling/ledger.ts';
import { sendKeyOf } from '../telling/keys.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { AnsweredThemes } from './answered-themes.ts';
import { latestReply } from './latest.ts';
import type { ReplyDoc } from './reply.schema.ts';

interface ReplyConfig {
  to: string;
  reader: Who;
  readIn: number;
}

interface QuestionConfig {
  template: string;
  answers: string[];
  unlessWithinMs: number;
}

const WENT = { $in: ['sent', 'unknown'] } as const;

/** What steps ask of customers: answers to what they were sent, and questions. */
export class Replies {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly ledger: Pick<Ledger, 'tell'>,
    private readonly themes: AnsweredThemes,
  ) {}

  /** The latest message of these words in this generation; one merged with another is answered there. */
  async await(call: ActCall): Promise<ActResult> {
    const { to, reader, readIn } = call.config as unknown as ReplyConfig;
    if (call.about !== undefined) return this.read(call, call.about, reader, readIn);
    const { loop, generation } = call;
    const message = await this.db.messages
      .findOne({ loop, generation, template: to, $or: [{ state: WENT }, { state: 'withheld', reason: 'already-told' }] })
      .sort({ createdAt: -1 })
      .lean<MessageDoc | null>();
    if (!message) return { exit: 'timed-out', code: 'not-told' };
    return { exit: 'asked', about: message.state === 'withheld' ? (message.detail ?? message._id) : message._id };
  }

  /** An answer that is known, or a question that was put, within the time it stays so is not asked for again. */
  async ask(call: ActCall): Promise<ActResult> {
    if (call.about !== undefined) return this.themes.put(call, call.about);
    const sendKey = sendKeyOf(call.loop, call.generation, call.step, call.visit);
    if (!(await this.db.messages.exists({ _id: sendKey }))) {
      const known = await this.known(call);
      if (known) return known;
    }
    const told = await this.ledger.tell(call);
    return 'exit' in told && told.exit === 'sent' ? { exit: 'asked', about: sendKey } : told;
  }

  private async known(call: ActCall): Promise<ActResult | null> {
    const { template, answers, unlessWithinMs } = call.config as unknown as QuestionConfig;
    const loop = await openLoop(this.db, call);
    if (!loop) return { over: true };
    const since = new Date(this.clock.now().getTime() - unlessWithinMs);
    const customer = { $in: await personsOf(this.db, loop.customer) };
    const asked = await this.db.messages
      .find({ customer, template, state: WENT, createdAt: { $gte: since } }, { _id: 1 })
      .sort({ createdAt: -1 })
      .lean<{ _id: string }[]>();
    for (const { _id } of asked) {
      const reply = await latestReply(this.db, _id);
      if (reply && answers.includes(reply.says)) return { exit: reply.says, code: 'known', about: reply._id };
    }
    return asked[0] ? { exit: 'withheld', code: 'asked-before', about: asked[0]._id } : null;
  }

  /** Has somebody read an answer that a link alone does not explain. */
  private async read(call: ActCall, about: string, owner: Who, dueIn: number): Promise<ActResult> {
    const reply = await this.db.replies.findById(about).lean<ReplyDoc | null>();
    const text = reply?.text
      ? `They answered: “${reply.text}”. Read it, and answer them.`
      : 'They answered that they meant something else. Look at what they said, and answer them.';
    const written = await writeTask(this.db, this.clock, call, { _id: hashOf('read', about), owner, text, dueIn, waited: false });
    return written ? { exit: 'next' } : { over: true };
  }
}
