import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Condition, Flow } from '@loopwright/workflows/contract';
import { backtest } from '@loopwright/workflows/backtest';
import type { Book, PastPerson } from '@loopwright/workflows/backtest';
import { conflict, invalid, notFound } from '../app/refusal.ts';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { World } from '../app/world.ts';
import { channelsFor } from '../channels/channels.ts';
import { StopLinks } from '../channels/stop-link.ts';
import type { Caller } from '../doors/door.ts';
import { onlyInvented } from '../feedback/only-invented.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import { newId } from '../storage/ids.ts';
import { Suppressions } from '../telling/suppression.ts';
import { askedAttributes } from './asked-attributes.ts';
import { notesOf } from './backtest-notes.ts';
import { BacktestRun } from './backtest-run.ts';
import type { BacktestDoc, BacktestPeopleDoc } from './backtest.schema.ts';
import { figuresOf } from './figures.ts';
import { pastChanges } from './past-changes.ts';
import type { PastOfImprovements } from './past-changes.ts';
import { PastPeople } from './past-people.ts';
import { replayOf } from './replays.ts';
import { shownBacktest, stateOf } from './shown-backtest.ts';
import type { ShownBacktest } from './shown-backtest.ts';
import { TriedFlows } from './tried-flow.ts';
import type { Tried } from './tried-flow.ts';

const KEPT = 20;
const USUAL_MS = 183 * 86_400_000;
const PEOPLE_A_TURN = 50;

export interface Asked {
  from?: Date | undefined;
  to?: Date | undefined;
  draft?: Flow | undefined;
}

/** Replays of flows on past feedback: one at a time for each flow, in the background, kept when they are done. */
@Injectable()
export class Backtests implements OnModuleDestroy {
  private readonly running = new Map<BacktestRun, Promise<void>>();

  constructor(
    private readonly world: World,
    private readonly triedFlows: TriedFlows,
  ) {}

  async begin(flow: string, asked: Asked, by: Caller): Promise<ShownBacktest> {
    const now = this.world.clock.now();
    const to = asked.to && asked.to < now ? asked.to : now;
    const from = asked.from ?? new Date(to.getTime() - USUAL_MS);
    if (from >= to) throw invalid([{ path: 'from', message: 'the first day lies before the last, and the last not ahead of today' }]);
    const own = await this.triedFlows.draft(flow, asked.draft);
    const ownLive = await this.triedFlows.live(own.doc);
    await this.onlyOne(flow, now);
    const invented = !own.doc.demo && (await onlyInvented(this.world.db));
    const draft = invented ? inDemo(own) : own;
    const live = ownLive && invented ? inDemo(ownLive) : ownLive;
    const past = await pastChanges(this.world.db, draft.doc.demo);
    const people = this.people(draft, live, past.scopes, from, to);
    const doc: BacktestDoc = {
      _id: newId(),
      flow,
      revision: asked.draft ? null : draft.doc.revision,
      live: live?.version.version ?? null,
      invented,
      from,
      to,
      by: { id: by.id, name: by.name },
      state: 'running',
      failure: null,
      feedback: 0,
      people: 0,
      total: await people.total(),
      result: null,
      cancelAsked: false,
      startedAt: now,
      beatAt: now,
      endedAt: null,
    };
    await this.world.db.backtests.create(doc);
    const run = new BacktestRun(this.world, doc._id);
    const playing = this.play(doc, run, draft, live, people, past)
      .catch((error: unknown) => run.broke(error))
      .finally(() => this.running.delete(run));
    this.running.set(run, playing);
    return shownBacktest(doc, now);
  }

  async find(flow: string, id: string): Promise<BacktestDoc> {
    const doc = await this.world.db.backtests.findOne({ _id: id, flow }).lean<BacktestDoc | null>();
    if (!doc) throw notFound('a backtest');
    return doc;
  }

  async read(flow: string, id: string): Promise<ShownBacktest> {
    return shownBacktest(await this.find(flow, id), this.world.clock.now());
  }

  async list(flow: string, query: PageQuery): Promise<PageOf<ShownBacktest>> {
    await this.triedFlows.mustBe(flow);
    const now = this.world.clock.now();
    return pageOf(this.world.db.backtests, { flow }, 'startedAt', query, (doc: BacktestDoc) => shownBacktest(doc, now));
  }

  /** One that runs stops within a second; one that is over is forgotten. */
  async remove(flow: string, id: string): Promise<void> {
    const { db, clock } = this.world;
    const doc = await this.find(flow, id);
    if (stateOf(doc, clock.now()) === 'running') await db.backtests.updateOne({ _id: id }, { $set: { cancelAsked: true } });
    else await this.forget([id]);
  }

  /** The first people behind one number. */
  async behind(flow: string, id: string, side: 'draft' | 'live', key: string) {
    await this.find(flow, id);
    const { db } = this.world;
    const row = await db.backtestPeople.findById(`${id}/${side}/${key}`).lean<BacktestPeopleDoc | null>();
    const people = row?.people ?? [];
    const named = await db.customers
      .find({ _id: { $in: people.map(({ customer }) => customer) } }, { name: 1 })
      .lean<{ _id: string; name: string | null }[]>();
    const nameOf = new Map(named.map(({ _id, name }) => [_id, name]));
    return { items: people.map((one) => ({ ...one, at: new Date(one.at), name: nameOf.get(one.customer) ?? null })) };
  }

  async onModuleDestroy(): Promise<void> {
    for (const run of this.running.keys()) run.stop();
    await Promise.all(this.running.values());
  }

  private async onlyOne(flow: string, now: Date): Promise<void> {
    const last = await this.world.db.backtests.findOne({ flow, state: 'running' }).sort({ startedAt: -1 }).lean<BacktestDoc | null>();
    if (last && stateOf(last, now) === 'running')
      throw conflict('backtest-running', `A backtest of this flow is running, begun by ${last.by.name}: wait for it, or cancel it.`, {
        run: last._id,
      });
  }

  private people(draft: Tried, live: Tried | null, scopes: readonly Condition[], from: Date, to: Date): PastPeople {
    const { db, clock, secret, config } = this.world;
    const channels = channelsFor(db, clock, new StopLinks(secret, config.publicUrl), null);
    const asked = [draft, live].flatMap((one) => (one ? askedAttributes(one.tree, scopes) : []));
    return new PastPeople(db, channels, new Suppressions(db, secret), { flow: draft.doc._id, demo: draft.doc.demo, from, to, asked });
  }

  private async play(
    doc: BacktestDoc,
    run: BacktestRun,
    draft: Tried,
    live: Tried | null,
    people: PastPeople,
    { changes, partly }: PastOfImprovements,
  ): Promise<void> {
    const { db, clock } = this.world;
    const rules = await houseRules(db);
    const sides = [draft, ...(live ? [live] : [])];
    const replays = await Promise.all(sides.map((one) => replayOf(db, one, rules, changes, clock.now())));
    const [book, liveBook] = await backtest(replays, inTurns(people.pages()), (books) => run.after(books));
    if (!book) throw new Error('a backtest without a book');
    await this.keepPeople(doc, book, liveBook);
    const { from, to } = doc;
    const figures = ({ tree, words }: Tried, of: Book) => figuresOf(of, tree, words, { from, to, zone: rules.zone });
    await run.end('done', book, {
      draft: figures(draft, book),
      live: live && liveBook ? figures(live, liveBook) : null,
      notes: notesOf(
        sides.map(({ tree }) => tree),
        people.knownLater,
        partly,
      ),
    });
    await this.forgetOld(doc.flow);
  }

  private async keepPeople({ _id }: BacktestDoc, book: Book, live: Book | undefined): Promise<void> {
    const rows = [
      ...[...book.counts].map(([key, { first }]) => ({ _id: `${_id}/draft/${key}`, backtest: _id, people: first })),
      ...[...(live?.counts ?? [])].map(([key, { first }]) => ({ _id: `${_id}/live/${key}`, backtest: _id, people: first })),
    ];
    if (rows.length > 0) await this.world.db.backtestPeople.insertMany(rows);
  }

  private async forgetOld(flow: string): Promise<void> {
    const old = await this.world.db.backtests
      .find({ flow, state: { $ne: 'running' } }, { _id: 1 })
      .sort({ startedAt: -1, _id: -1 })
      .skip(KEPT)
      .lean<{ _id: string }[]>();
    await this.forget(old.map(({ _id }) => _id));
  }

  private async forget(ids: readonly string[]): Promise<void> {
    await this.world.db.backtestPeople.deleteMany({ backtest: { $in: ids } });
    await this.world.db.backtests.deleteMany({ _id: { $in: ids } });
  }
}

/** A flow as if it were one of the demo, so that it meets the people of the demo. */
const inDemo = <T extends Tried>(one: T): T => ({ ...one, doc: { ...one.doc, demo: true } });

/** Some people at a time: between them others have their turn. */
async function* inTurns(pages: AsyncIterable<PastPerson[]>): AsyncGenerator<PastPerson[]> {
  for await (const page of pages)
    for (let from = 0; from < page.length; from += PEOPLE_A_TURN) yield page.slice(from, from + PEOPLE_A_TURN);
}
