import { Injectable } from '@nestjs/common';
import { Flow, canonicalJson, compile, problems, sentences } from '@loopwright/workflows/contract';
import type { FlowSentence, FlowWords, Plan, Problem } from '@loopwright/workflows/contract';
import { World } from '../../app/world.ts';
import { onlyInvented } from '../../feedback/only-invented.ts';
import { Deadlines } from '../../waiting/deadlines.ts';
import type { FlowDoc, VersionDoc } from '../flow.schema.ts';
import { retiredFor, workspaceOf, wordsOf } from '../flow-words.ts';
import { Flows } from '../flows.ts';
import { Drawings } from '../plans.ts';
import { FIRST_HELD } from '../publishing.ts';
import { authored } from './authors.ts';
import type { Authored } from './authors.ts';
import { FirstSendCount } from './first-sends.ts';
import type { FirstSends } from './first-sends.ts';
import { NextEvents } from './next-event.ts';
import { peoplePartWay } from './part-way-people.ts';
import type { Coming, Group } from './part-way-people.ts';
import { earliest, saidAlready } from './said-already.ts';

type InWords = Coming & { words: string };
type Choices = Record<'finish' | 'move' | 'stop', InWords>;

/** What publishing the draft would do now. Nothing of it is stored; what happens is decided when it happens. */
export interface PublishSheet extends Authored {
  revision: number;
  live: { version: number; publishedAt: Date } | null;
  /** The draft says what is live. */
  same: boolean;
  problems: Problem[];
  publishable: boolean;
  /** Said before and would start a loop; null where the draft cannot be published. `chosen`: the draft lets them in as it is. */
  already: { people: number; feedback: number; since: Date; chosen: boolean } | null;
  /** Only people of the demo have spoken so far, whom a flow of one’s own never meets. */
  onlyInvented: boolean;
  firstSends: FirstSends | null;
  partWay: { people: number; loops: number; walking: number; groups: (Omit<Group, keyof Choices> & Choices & { says: string })[] };
  hold: { first: number; byDefault: boolean };
}

@Injectable()
export class PublishSheets {
  private readonly drawings: Drawings;

  constructor(
    private readonly world: World,
    private readonly flows: Flows,
  ) {
    this.drawings = new Drawings(world.db);
  }

  async of(id: string): Promise<PublishSheet> {
    const { db } = this.world;
    const doc = await this.flows.find(id);
    const live = await this.flows.liveTree(doc);
    const words = await wordsOf(db);
    const tree = Flow.parse(doc.draft);
    const workspace = { ...(await workspaceOf(db)), retiredStepIds: await retiredFor(db, doc, live, tree) };
    const found = problems(tree, workspace);
    const compiled = compile(tree, workspace, id);
    const plan = 'plan' in compiled ? compiled.plan : null;
    return {
      revision: doc.revision,
      live: live && { version: live.version, publishedAt: live.publishedAt },
      same: live !== null && plan?.$plan === live.plan && canonicalJson(live.tree) === canonicalJson(tree),
      problems: found,
      publishable: plan !== null,
      ...(await authored(db, doc, live, words)),
      ...(plan ? await this.already(doc, tree, plan) : { already: null, firstSends: null }),
      onlyInvented: !doc.demo && (await onlyInvented(db)),
      partWay: await this.partWay(doc, live, tree, plan, words),
      hold: { first: FIRST_HELD, byDefault: live === null },
    };
  }

  private async already(doc: FlowDoc, tree: Flow, plan: Plan): Promise<Pick<PublishSheet, 'already' | 'firstSends'>> {
    const now = this.world.clock.now();
    const chosen = tree.entry.since !== 'publishing';
    const since = chosen ? new Date(tree.entry.since) : earliest(tree.entry, now);
    const entry = { ...tree.entry, since: since.toISOString() };
    const sends = new FirstSendCount(this.world.db, plan, tree, now);
    const people = new Set<string>();
    let feedback = 0;
    const flow = { id: doc._id, demo: doc.demo, entry, firstPublishedAt: doc.firstPublishedAt ?? now };
    for await (const page of saidAlready(this.world.db, flow, now))
      for (const one of page) {
        feedback += 1;
        people.add(one.customer._id);
        await sends.add(one);
      }
    return { already: { people: people.size, feedback, since, chosen }, firstSends: sends.found };
  }

  private async partWay(
    doc: FlowDoc,
    live: VersionDoc | null,
    tree: Flow,
    plan: Plan | null,
    words: FlowWords,
  ): Promise<PublishSheet['partWay']> {
    const { db, clock } = this.world;
    if (!live) return { people: 0, loops: 0, walking: 0, groups: [] };
    const now = clock.now();
    const events = new NextEvents(db, new Deadlines(db), now, doc.pausedSending);
    const groups = await peoplePartWay(db, this.drawings, events, doc._id, plan && { tree, plan }, now);
    const open = { flow: doc._id, status: 'open' as const };
    const [loops, people] = await Promise.all([db.loops.countDocuments(open), db.loops.distinct('customer', open)]);
    const told = await this.told(doc._id, groups, tree, words);
    const standing = groups.reduce((sum, group) => sum + group.loops, 0);
    return { people: people.length, loops, walking: Math.max(0, loops - standing), groups: told };
  }

  private async told(flow: string, groups: readonly Group[], tree: Flow, words: FlowWords): Promise<PublishSheet['partWay']['groups']> {
    const versions = [...new Set(groups.map(({ version }) => version))];
    const rows = await this.world.db.versions
      .find({ _id: { $in: versions.map((version) => `${flow}/${String(version)}`) } })
      .lean<VersionDoc[]>();
    const said = new Map(rows.map(({ version, tree: old }) => [version, sentences(Flow.parse(old), words)]));
    const next = sentences(tree, words);
    return groups.map((group) => {
      const own = said.get(group.version) ?? [];
      const inWords = (coming: Coming, story: readonly FlowSentence[]): InWords => ({ ...coming, words: eventWords(coming, story) });
      return {
        ...group,
        says: sentenceOf(own, group.step),
        finish: inWords(group.finish, own),
        move: inWords(group.move, group.move.asBefore ? own : next),
        stop: inWords(group.stop, own),
      };
    });
  }
}

const sentenceOf = (story: readonly FlowSentence[], step: string): string =>
  story
    .filter((one) => one.about === 'step' && one.step === step)
    .map(({ text }) => text)
    .join(' ');

/** What comes next in words, without its time. */
function eventWords({ what, step, exit }: Coming, story: readonly FlowSentence[]): string {
  const after = exit === null ? '' : afterExit(story, step, exit);
  switch (what) {
    case 'passes-limit':
      return `Their wait passes its limit${after}`;
    case 'wait-ends':
      return `Their wait is over${after}`;
    case 'freed':
      return `What they wait for is there already${after}`;
    case 'message-goes':
      return `Their message, as it is written, leaves${after}`;
    case 'look-ends':
      return `Their message waits for a look; without one it is not sent${after}`;
    case 'tries-again':
      return 'What the step does is tried again.';
    case 'goes-on':
      return `Their step is gone; they go on to: ${sentenceOf(story, step)}`;
    case 'waits':
      return 'They wait, however long it takes.';
    case 'held':
      return 'They are held where they are while nothing is sent.';
    case 'ends':
      return 'Their loop ends without an answer; what has not left is stopped.';
  }
}

/** The sentence that follows an exit: the first under it, or what comes after the step. */
function afterExit(story: readonly FlowSentence[], step: string, exit: string): string {
  const at = story.findIndex(
    (one) => one.step === step && (exit === 'next' ? one.about === 'step' : one.about === 'exit' && one.exit === exit),
  );
  const here = story[at];
  const next = story[at + 1];
  if (!here || !next) return '.';
  const under =
    exit === 'next' ? next.depth === here.depth && next.about === 'step' : next.depth === here.depth + 1 && next.about === 'step';
  return under ? `, then: ${next.text}` : '.';
}
