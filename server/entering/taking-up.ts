import type { ClientSession, Connection } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { FaultPoint } from '../faults.ts';
import type { FlowDoc, VersionDoc } from '../flows/flow.schema.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { freshLoop } from '../loops/fresh-loop.ts';
import type { LoopDoc, TakenBackDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import { inTransaction } from '../storage/transaction.ts';
import { correctionKeyOf } from '../telling/keys.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { LiveFlow } from './live-flows.ts';

/** The versions that take up those who were told of an improvement when it is taken back, as of now. */
export const versionsFor = (flows: readonly LiveFlow[], { themes, demo }: Pick<ImprovementDoc, 'themes' | 'demo'>): string[] =>
  flows
    .filter(({ entry, demo: ofDemo }) => entry.kind === 'taken-back' && ofDemo === demo && meets(entry.themes, themes))
    .map(({ id, version }) => `${id}/${String(version)}`);

const meets = (wanted: readonly string[] | undefined, themes: readonly string[]): boolean =>
  wanted === undefined || themes.some((theme) => wanted.includes(theme));

/**
 * What became of one who was told: a flow has `taken` them up, so that no other correction goes; the loop it would begin is still
 * `open` about something else; or they are `left` to the product's own correction.
 */
export type TakenUp = 'taken' | 'open' | 'left';

type Version = Pick<VersionDoc, 'flow' | 'version' | 'plan'> & Pick<FlowDoc, 'key'>;

/** Begins loops for those who were told of what was taken back, in the versions that the retraction names. */
export class TakingUp {
  constructor(
    private readonly connection: Connection,
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly at: FaultPoint,
  ) {}

  /** Again is harmless: who was taken up stays so, and who has a correction of the product's own is left to it. */
  async take(doc: ImprovementDoc, epoch: number, told: MessageDoc): Promise<TakenUp> {
    const names = doc.recall?.epoch === epoch ? (doc.recall.flows ?? []) : [];
    if (names.length === 0 || (await this.db.messages.exists({ _id: correctionKeyOf(doc._id, epoch, told.customer) }))) return 'left';
    const about: TakenBackDoc = { improvement: doc._id, epoch, message: told._id };
    const all: TakenUp[] = [];
    for (const version of await this.versions(names))
      all.push(await inTransaction(this.connection, (session) => this.begin(version, doc, about, told, session), 'again'));
    await this.at('T1.taken-up');
    return (['taken', 'open'] as const).find((one) => all.includes(one)) ?? 'left';
  }

  private async versions(names: readonly string[]): Promise<Version[]> {
    const found = await this.db.versions.find({ _id: { $in: names } }, { flow: 1, version: 1, plan: 1 }).lean<VersionDoc[]>();
    const flows = await this.db.flows.find({ _id: { $in: found.map(({ flow }) => flow) } }, { key: 1 }).lean<FlowDoc[]>();
    const keys = new Map(flows.map(({ _id, key }) => [_id, key]));
    return found.flatMap(({ flow, version, plan }) => {
      const key = keys.get(flow);
      return key === undefined ? [] : [{ flow, version, plan, key }];
    });
  }

  /** A flow has one loop a feedback: made, or opened again where it was over. */
  private async begin(
    version: Version,
    doc: ImprovementDoc,
    about: TakenBackDoc,
    told: MessageDoc,
    session: ClientSession,
  ): Promise<TakenUp> {
    const teller = await this.db.loops.findById(told.loop).session(session).lean<LoopDoc | null>();
    if (!teller || !(await this.holds(teller.customer, session))) return 'left';
    const { flow } = version;
    const known = { flow, customer: teller.customer, 'takenBack.improvement': about.improvement, 'takenBack.epoch': about.epoch };
    if (await this.db.loops.exists(known).session(session)) return 'taken';
    const own = await this.db.loops.findOne({ flow, feedback: teller.feedback }).session(session).lean<LoopDoc | null>();
    if (own?.status === 'open' || own?.status === 'failed') return 'open';
    const loop = this.loopFor(version, doc, about, teller);
    if (own) await this.db.loops.updateOne({ _id: own._id }, again(loop, own), { session });
    else await this.db.loops.create([loop], { session });
    return 'taken';
  }

  /** Touches the customer, so that a merge or an erasing beside this makes one of the two start again. */
  private async holds(customer: string, session: ClientSession): Promise<boolean> {
    const standing = { _id: customer, mergedInto: null, erasedAt: null };
    const held = await this.db.customers.updateOne(standing, { $inc: { turn: 1 } }, { session });
    return held.matchedCount === 1;
  }

  /** About what they said, as far as it concerns what was taken back. */
  private loopFor({ flow, key, version, plan }: Version, { themes }: ImprovementDoc, takenBack: TakenBackDoc, teller: LoopDoc): LoopDoc {
    const shared = teller.themes.filter((theme) => themes.includes(theme));
    return freshLoop({
      flow,
      flowKey: key,
      version,
      plan,
      feedback: teller.feedback,
      customer: teller.customer,
      themes: shared.length > 0 ? shared : teller.themes,
      spokeAt: teller.spokeAt,
      takenBack,
      openedAt: this.clock.now(),
      demo: teller.demo,
    });
  }
}

/** The loop as it would begin, in its next generation. */
function again({ _id: _other, ...loop }: LoopDoc, { generation }: LoopDoc) {
  const over = { wanted: 1, stays: 1, arriving: 1, answered: 1 } as const;
  return { $set: { ...loop, generation: generation + 1 }, $unset: over };
}
