import type { QueryFilter } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { loadFacts } from '../loops/facts.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { newId } from '../storage/ids.ts';
import type { Models } from '../storage/models.ts';
import { coversLoop, decidesLoop } from './eligible.ts';
import { runRechecks } from './recheck.ts';
import { hintLoop, startLoop } from './start-loop.ts';
import type { WaitDoc } from './wait.schema.ts';
import type { Workflows } from './workflows.port.ts';

const PATIENCE_MS = 120_000;
const PAGE = 500;

/** What a sweep had to mend; every number but `looked` is zero while all is well. */
export interface Swept {
  late: number;
  pastDeadline: number;
  restarted: number;
  releases: number;
  resumed: number;
  rechecks: number;
}

/** V5: repeats hints that were lost and starts what should run. Every promise holds without it, only later. */
export class Sweeper {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly workflows: Workflows,
  ) {}

  async sweep(): Promise<Swept> {
    const rechecks = await runRechecks(this.db, this.workflows, PAGE);
    const restarted = await this.restartLost();
    const releases = await this.startReleases();
    const late = await this.hintEligible();
    return { rechecks, restarted, releases, late, resumed: await this.hintResumed(), pastDeadline: await this.hintPastDeadline() };
  }

  /** Open loops without a running workflow start from their checkpoint. */
  async restartLost(): Promise<number> {
    let restarted = 0;
    let after = '';
    const openedBefore = new Date(this.clock.now().getTime() - PATIENCE_MS);
    for (;;) {
      const loops = await this.db.loops
        .find({ _id: { $gt: after }, status: 'open', $or: [{ started: true }, { openedAt: { $lte: openedBefore } }] })
        .sort({ _id: 1 })
        .limit(PAGE)
        .lean<LoopDoc[]>();
      const lost = await this.workflows.missing(loops.map((loop) => ({ loop: loop._id, generation: loop.generation })));
      const gone = new Set(lost.map((ref) => ref.loop));
      for (const loop of loops.filter((one) => gone.has(one._id))) await startLoop(this.db, this.workflows, loop);
      restarted += gone.size;
      const last = loops.at(-1);
      if (!last) return restarted;
      after = last._id;
    }
  }

  /** Releases and recalls that are wanted, or were running when Temporal lost them. */
  async startReleases(): Promise<number> {
    const running = await this.db.improvements.find({ 'release.state': 'running' }).lean<ImprovementDoc[]>();
    for (const doc of running) if (doc.release) await this.workflows.startRelease(doc._id, doc.release.revision);
    return running.length + (await this.startWanted());
  }

  /** Starts what a call of the API wanted and could not start itself. */
  async startWanted(): Promise<number> {
    const wanted = await this.db.improvements.find({ 'release.state': 'wanted' }).lean<ImprovementDoc[]>();
    for (const doc of wanted) if (doc.release) await this.workflows.startRelease(doc._id, doc.release.revision);
    const recalls = await this.db.improvements.find({ 'recall.state': 'wanted' }).lean<ImprovementDoc[]>();
    for (const doc of recalls) if (doc.recall) await this.workflows.startRecall(doc._id, doc.recall.epoch);
    return wanted.length + recalls.length;
  }

  private async hintEligible(): Promise<number> {
    let late = 0;
    const docs = this.db.improvements.find({ state: { $in: ['verified', 'declined'] } }).lean<ImprovementDoc>();
    for await (const doc of docs.cursor()) if (doc.release?.state !== 'paused') late += await this.hintWaitsFor(doc);
    return late;
  }

  private async hintWaitsFor(doc: ImprovementDoc): Promise<number> {
    let hinted = 0;
    let after = '';
    const since = new Date(this.clock.now().getTime() - PATIENCE_MS);
    for (;;) {
      const keys = doc.themes.map((theme) => `theme:${theme}`);
      const filter: QueryFilter<WaitDoc> = { state: 'open', keys: { $in: keys }, _id: { $gt: after }, since: { $lte: since } };
      const rows = await this.db.waits.find(filter).sort({ _id: 1 }).limit(PAGE).lean<WaitDoc[]>();
      const facts = await loadFacts(
        this.db,
        rows.map((row) => row.loop),
      );
      for (const row of rows) {
        const loop = facts.get(row.loop);
        if (!loop || !(coversLoop(doc, loop, row.themes, this.clock.now()) || decidesLoop(doc, loop, row.themes))) continue;
        await hintLoop(this.db, this.workflows, row, newId());
        hinted += 1;
      }
      const last = rows.at(-1);
      if (!last) return hinted;
      after = last._id;
    }
  }

  /** Waits for a pause to end whose flow is not paused any more. */
  private async hintResumed(): Promise<number> {
    const paused = await this.db.flows.distinct('_id', { pausedSending: true });
    const rows = await this.db.waits
      .find({ state: 'open', what: 'resume', flow: { $nin: paused } })
      .limit(PAGE)
      .lean<WaitDoc[]>();
    for (const row of rows) await hintLoop(this.db, this.workflows, row, newId());
    return rows.length;
  }

  private async hintPastDeadline(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - PATIENCE_MS);
    const rows = await this.db.waits
      .find({ state: 'open', deadline: { $lte: before } })
      .limit(PAGE)
      .lean<WaitDoc[]>();
    for (const row of rows) await hintLoop(this.db, this.workflows, row, newId());
    return rows.length;
  }
}
