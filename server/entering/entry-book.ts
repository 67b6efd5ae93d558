import type { ClientSession } from 'mongoose';
import { milliseconds } from '@loopwright/workflows/contract';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { freshLoop } from '../loops/fresh-loop.ts';
import type { EntryDoc, LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import type { LiveFlow } from './live-flows.ts';

const NO_THEME = '';

/** The name of the row that says which open loop further feedback of the same kind joins. */
export const entryId = (flow: string, customer: string, theme: string): string => `${flow}/${customer}/${theme}`;

/** A failed loop still counts as open: it goes on from its checkpoint when it is repaired. */
const isOpen = (loop: LoopDoc): boolean => loop.status === 'open' || loop.status === 'failed';

/**
 * The entries and loops that some feedback may touch, read in one transaction; decides in memory which loop each of it joins or opens.
 * `writeEntries` writes what changed.
 */
export class EntryBook {
  readonly opened: LoopDoc[] = [];
  readonly changed = new Map<string, LoopDoc>();
  readonly reopened: LoopDoc[] = [];
  readonly pointed = new Map<string, EntryDoc>();

  private constructor(
    private readonly entries: Map<string, EntryDoc>,
    private readonly loops: Map<string, LoopDoc>,
    private readonly now: Date,
  ) {}

  static async read(db: Models, docs: readonly FeedbackDoc[], now: Date, session: ClientSession): Promise<EntryBook> {
    const ids = docs.map((doc) => doc._id);
    const keys = docs.flatMap((doc) => doc.admitted.flatMap(({ flow, themes }) => keysOf(flow, doc.customer, themes)));
    const entries = await db.entries
      .find({ _id: { $in: [...new Set(keys)].sort() } })
      .session(session)
      .lean<EntryDoc[]>();
    const pointed = entries.map((entry) => entry.loop);
    const loops = await db.loops
      .find({ $or: [{ _id: { $in: pointed } }, { feedback: { $in: ids } }] })
      .session(session)
      .lean<LoopDoc[]>();
    return new EntryBook(new Map(entries.map((one) => [one._id, one])), new Map(loops.map((one) => [one._id, one])), now);
  }

  /** One feedback admitted to one flow: joins the open loops of its themes; for the themes without one there is one loop of its own. */
  enter(doc: FeedbackDoc, flow: LiveFlow, themes: readonly string[]): void {
    const own = [...this.loops.values()].find((loop) => loop.flow === flow.id && loop.feedback === doc._id);
    if (flow.entry.again === 'every') {
      this.openOwn(own, doc, flow, themes, false);
      return;
    }
    const within = milliseconds(flow.entry.again.within);
    const fresh: string[] = [];
    for (const theme of themes.length > 0 ? themes : [NO_THEME]) {
      const other = this.openLoopOf(entryId(flow.id, doc.customer, theme), own, within);
      if (other) this.join(other, doc, theme);
      else fresh.push(theme);
    }
    if (fresh.length > 0) this.openOwn(own, doc, flow, fresh, true);
  }

  private openLoopOf(key: string, own: LoopDoc | undefined, within: number): LoopDoc | null {
    const entry = this.entries.get(key);
    const loop = entry && this.loops.get(entry.loop);
    if (!loop || !isOpen(loop) || loop._id === own?._id) return null;
    return this.now.getTime() <= loop.openedAt.getTime() + within ? loop : null;
  }

  private join(loop: LoopDoc, doc: FeedbackDoc, theme: string): void {
    const known = loop.joined.includes(doc._id) && (theme === NO_THEME || loop.themes.includes(theme));
    if (known) return;
    if (!loop.joined.includes(doc._id)) loop.joined.push(doc._id);
    if (theme !== NO_THEME && !loop.themes.includes(theme)) loop.themes.push(theme);
    if (doc.occurredAt > loop.spokeAt) loop.spokeAt = doc.occurredAt;
    this.changed.set(loop._id, loop);
  }

  /** A flow has one loop a feedback: made, or given the themes it now also has, or opened again where only its tags had been taken away. */
  private openOwn(own: LoopDoc | undefined, doc: FeedbackDoc, flow: LiveFlow, themes: readonly string[], named: boolean): void {
    const real = themes.filter((theme) => theme !== NO_THEME);
    const loop = own ? this.again(own, doc, real) : this.open(doc, flow, real);
    if (!loop || !named) return;
    for (const theme of themes) {
      const _id = entryId(flow.id, doc.customer, theme);
      const entry: EntryDoc = { _id, flow: flow.id, customer: doc.customer, theme, loop: loop._id, openedAt: loop.openedAt };
      this.entries.set(_id, entry);
      this.pointed.set(_id, entry);
    }
  }

  private open(doc: FeedbackDoc, flow: LiveFlow, themes: string[]): LoopDoc {
    const loop = freshLoop({
      flow: flow.id,
      flowKey: flow.key,
      version: flow.version,
      plan: flow.plan,
      feedback: doc._id,
      customer: doc.customer,
      themes,
      spokeAt: doc.occurredAt,
      openedAt: this.now,
      demo: doc.demo,
    });
    this.loops.set(loop._id, loop);
    this.opened.push(loop);
    return loop;
  }

  private again(own: LoopDoc, doc: FeedbackDoc, themes: string[]): LoopDoc | null {
    if (isOpen(own)) {
      const more = themes.filter((theme) => !own.themes.includes(theme));
      if (more.length === 0) return own;
      own.themes.push(...more);
      this.changed.set(own._id, own);
      return own;
    }
    if (own.reasonCode !== 'tags-removed') return null;
    Object.assign(own, { themes, status: 'open', generation: own.generation + 1, started: false, reasonCode: null, closedAt: null });
    Object.assign(own, { spokeAt: doc.occurredAt, openedAt: this.now, joined: [] });
    this.reopened.push(own);
    return own;
  }
}

const keysOf = (flow: string, customer: string, themes: readonly string[]): string[] =>
  (themes.length > 0 ? themes : [NO_THEME]).map((theme) => entryId(flow, customer, theme));
