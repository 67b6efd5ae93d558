import { deadlineOf } from '@loopwright/workflows/ports';
import type { ActCall, ActResult } from '@loopwright/workflows/ports';
import type { Who } from '@loopwright/workflows/contract';
import type { Clock } from '../clock.ts';
import type { Published } from '../flows/plans.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { hashOf } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import { ownerOf } from '../tasks/giving.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { Preparing, SendConfig } from '../telling/prepare.ts';
import { wantReminder } from '../reminding/wanted.ts';

interface ApprovalConfig {
  approver: Who;
  standIn: { who: Who; afterMs: number } | null;
  covers: 'each' | 'one-text';
  notAuthor: boolean;
  atMostMs: number;
}

/** The ask-approval step: the message ahead is written as it would leave, held, and its approver is to hear of it. */
export class ApprovalAsking {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly published: Published,
    private readonly preparing: Preparing,
  ) {}

  async ask(call: ActCall): Promise<ActResult> {
    if (!call.ahead) return { exit: 'declined', code: 'not-told' };
    const sendKey = await this.preparing.prepareAsked(call, call.ahead, (message) => this.asked(call, message));
    if (sendKey === null) return { over: true };
    const message = await this.db.messages.findById(sendKey, { asked: 1, staleAfter: 1, state: 1 }).lean<MessageDoc | null>();
    if (message?.asked && message.state === 'held') await wantReminder(this.db, this.clock.now(), message.asked, message.staleAfter);
    return { exit: 'asked', about: sendKey };
  }

  private async asked(call: ActCall, message: MessageDoc): Promise<Required<Pick<MessageDoc, 'asked' | 'staleAfter'>>> {
    const { approver, standIn, covers, notAuthor, atMostMs } = call.config as unknown as ApprovalConfig;
    const now = this.clock.now().getTime();
    const loop = await this.db.loops.findById(call.loop, { feedback: 1, plan: 1 }).lean<Pick<LoopDoc, 'feedback' | 'plan'> | null>();
    const seed = `${loop?.feedback ?? ''}#${call.step}#${String(call.visit)}`;
    const config = (await this.published.plan(loop?.plan ?? '')).steps[message.step]?.config as unknown as SendConfig;
    const { savedBy } = await this.published.template(message.templateHash);
    return {
      staleAfter: new Date(deadlineOf({ from: now, limitMs: atMostMs, seed })),
      asked: {
        step: call.step,
        by: ownerOf(approver),
        standIn: standIn && ownerOf(standIn.who),
        standInFrom: standIn && new Date(now + standIn.afterMs),
        notBy: notAuthor && savedBy !== undefined && savedBy !== 'shipped' ? [savedBy] : [],
        tryForMs: config.tryForMs,
        text: covers === 'one-text' ? textOf(message) : null,
      },
    };
  }
}

/** Two messages are one text where flow, step, words and what they claim are the same. */
const textOf = ({ flow, step, templateHash, claim }: MessageDoc): string =>
  hashOf('text', flow ?? '', step, templateHash, claim?.improvement ?? '', claim?.revision ?? 0, claim?.epoch ?? 0);
