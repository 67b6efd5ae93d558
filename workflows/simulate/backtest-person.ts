import { admits } from '../flows/admits.ts';
import type { EntryFacts, NotAdmitted } from '../flows/admits.ts';
import type { Entry } from '../terms/flow.ts';
import { milliseconds } from '../terms/duration.ts';
import type { Timeline } from './backtest-changes.ts';
import { PastGate } from './backtest-gate.ts';
import { PastLoop } from './backtest-loop.ts';
import type { PastFeedback, PastPerson, Replay } from './backtest-shape.ts';

const NO_THEME = '';
const ALWAYS_LIVE = new Date(0);

/** What became of one customer. */
export interface PersonReplayed {
  loops: PastLoop[];
  /** Feedback that joined a loop of theirs. */
  joined: PastFeedback[];
  turnedAway: { feedback: PastFeedback; why: NotAdmitted }[];
}

/** All that a customer said, one after the other, and the loops it began, walking beside each other on one clock. */
export async function replayPerson(replay: Replay, timeline: Timeline, person: PastPerson): Promise<PersonReplayed> {
  const lives = new PersonLives(replay, timeline, person);
  await lives.all();
  return lives;
}

class PersonLives implements PersonReplayed {
  readonly loops: PastLoop[] = [];
  readonly joined: PastFeedback[] = [];
  readonly turnedAway: PersonReplayed['turnedAway'] = [];
  private readonly clock = { now: 0 };
  private readonly gate: PastGate;
  private readonly open = new Set<PastLoop>();
  private readonly entries = new Map<string, PastLoop>();

  constructor(
    private readonly replay: Replay,
    private readonly timeline: Timeline,
    private readonly person: PastPerson,
  ) {
    this.gate = new PastGate(replay, timeline, person);
  }

  async all(): Promise<void> {
    const { until } = this.replay;
    for (const feedback of this.person.said) {
      const at = feedback.occurredAt.getTime();
      const admission = admits(this.replay.entry, this.facts(feedback));
      if ('not' in admission) this.turnedAway.push({ feedback, why: admission.not });
      else {
        await this.walkUntil(at, true);
        this.clock.now = Math.max(this.clock.now, at);
        await this.enter(feedback, admission.admitted);
      }
    }
    await this.walkUntil(until, false);
  }

  /** What came in as history counts as well: it is what was said. */
  private facts(feedback: PastFeedback): EntryFacts {
    const said = feedback.history ? { ...feedback, history: false } : feedback;
    const flow = { demo: this.replay.demo, firstPublishedAt: ALWAYS_LIVE };
    return { said, customer: this.person.customer, flow, now: said.occurredAt };
  }

  /** Facts before deadlines; `before`: what only happens because a time has come, at that very instant, is left for later. */
  private async walkUntil(limit: number, before: boolean): Promise<void> {
    for (;;) {
      let at = Infinity;
      for (const loop of this.open) at = Math.min(at, loop.nextChange, loop.deadline ?? Infinity);
      if (at > limit || at === Infinity) return;
      const due = before && at === limit;
      this.clock.now = Math.max(this.clock.now, at);
      let woken = false;
      for (const loop of this.open) {
        const heard = loop.hear();
        if (!heard && (due || (loop.deadline ?? Infinity) > this.clock.now)) continue;
        woken = true;
        await this.goOn(loop);
      }
      if (!woken) return;
    }
  }

  private async goOn(loop: PastLoop): Promise<void> {
    await loop.go();
    await this.stood(loop);
  }

  /** Nobody knows what would have been approved: it is taken to be, at once. */
  private async stood(loop: PastLoop): Promise<void> {
    while (!loop.over && this.replay.approves && loop.approve()) await loop.go();
    if (loop.over) this.close(loop);
  }

  private close(loop: PastLoop): void {
    this.open.delete(loop);
    for (const [theme, one] of this.entries) if (one === loop) this.entries.delete(theme);
  }

  /** Joins the open loops of its themes; for those without one there is a loop of its own. */
  private async enter(feedback: PastFeedback, themes: readonly string[]): Promise<void> {
    const { again } = this.replay.entry;
    if (again === 'every') return this.begin(feedback, themes, []);
    const named = themes.length > 0 ? themes : [NO_THEME];
    const own = named.filter((theme) => !this.joinable(theme, again));
    const others = named.filter((theme) => !own.includes(theme)).map((theme) => [this.entries.get(theme), theme] as const);
    const joined = new Map<PastLoop, string[]>();
    for (const [loop, theme] of others) if (loop) joined.set(loop, [...(joined.get(loop) ?? []), theme]);
    for (const [loop, theirs] of joined) await this.join(loop, feedback, theirs);
    if (joined.size > 0) this.joined.push(feedback);
    if (own.length > 0)
      await this.begin(
        feedback,
        own.filter((theme) => theme !== NO_THEME),
        own,
      );
  }

  private joinable(theme: string, again: Exclude<Entry['again'], 'every'>): boolean {
    const loop = this.entries.get(theme);
    return loop !== undefined && this.clock.now <= loop.outset.opened + milliseconds(again.within);
  }

  private async join(loop: PastLoop, feedback: PastFeedback, themes: readonly string[]): Promise<void> {
    const more = themes.filter((theme) => theme !== NO_THEME && !loop.world.feedback.themes.includes(theme));
    loop.join([...loop.world.feedback.themes, ...more], feedback.occurredAt.getTime());
    await this.goOn(loop);
  }

  private async begin(feedback: PastFeedback, themes: readonly string[], entries: readonly string[]): Promise<void> {
    const { plan, house } = this.replay;
    const { source, brand, language, score, event, attributes, occurredAt } = feedback;
    const said = {
      source,
      brand: brand ?? undefined,
      language: language ?? undefined,
      score: score ?? undefined,
      event: event ?? undefined,
      attributes,
    };
    const outset = {
      opened: this.clock.now,
      customer: this.person.customer,
      feedback: { ...said, themes, occurredAt },
      ...(feedback.scoreKind !== null && { scoreKind: feedback.scoreKind }),
      zone: house.zone,
      feedbackId: feedback.id,
      customerId: this.person.id,
      delayMs: house.delayMs,
      gate: this.gate,
      draws: this.person.draws,
    };
    const loop = new PastLoop(plan, this.timeline, outset, this.clock);
    this.loops.push(loop);
    this.open.add(loop);
    for (const theme of entries) this.entries.set(theme, loop);
    await loop.begin();
    await this.stood(loop);
  }
}
