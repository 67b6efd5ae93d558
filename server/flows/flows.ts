import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Flow, canonicalJson, diff, sentences, unknownFields } from '@loopwright/workflows/contract';
import type { FlowChange, FlowInput } from '@loopwright/workflows/contract';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { conflict, invalid, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import { newId } from '../storage/ids.ts';
import type { DraftDoc } from './draft.schema.ts';
import type { FlowDoc, VersionDoc } from './flow.schema.ts';
import { linesOf } from './flow-lines.ts';
import type { FlowLine } from './flow-lines.ts';
import { retiredFor, wordsOf } from './flow-words.ts';
import { shownFlow } from './shown.ts';
import type { ShownFlow } from './shown.ts';

const KEPT_DRAFTS = 200;

export type ListedFlow = ReturnType<typeof shownFlow> & Omit<FlowLine, 'id' | 'name' | 'status'>;
const figuresOf = ({ sentence, waiting, closedThisMonth, told }: FlowLine) => ({ sentence, waiting, closedThisMonth, told });

@Injectable()
export class Flows {
  constructor(private readonly world: World) {}

  async find(id: string): Promise<FlowDoc> {
    const doc = await this.world.db.flows.findById(id).lean<FlowDoc | null>();
    if (!doc) throw notFound('a flow');
    return doc;
  }

  /** A draft may be incomplete; settings that no kind has are refused. */
  async create(draft: Flow, by: Caller): Promise<ShownFlow> {
    refuseUnknown(draft, 'steps');
    const doc: FlowDoc = {
      _id: newId(),
      key: randomBytes(8).toString('hex'),
      name: draft.name,
      revision: 1,
      draft,
      live: null,
      firstPublishedAt: null,
      pausedEntry: false,
      pausedSending: false,
      stepIds: [],
      demo: by.demo,
      createdAt: this.world.clock.now(),
    };
    await this.world.db.flows.create(doc);
    await this.keepDraft(doc, by);
    return this.shown(doc);
  }

  /** Each with what it does in words, and how many people it concerns. */
  async list(query: PageQuery): Promise<PageOf<ListedFlow>> {
    const { db, clock } = this.world;
    const { items, next } = await pageOf(db.flows, {}, 'createdAt', query, (doc: FlowDoc) => doc);
    const lines = new Map((await linesOf(db, items, clock.now())).map((line) => [line.id, line]));
    return {
      items: items.flatMap((doc) => {
        const line = lines.get(doc._id);
        return line ? [{ ...shownFlow(doc, null), ...figuresOf(line) }] : [];
      }),
      next,
    };
  }

  async read(id: string): Promise<ShownFlow> {
    return this.shown(await this.find(id));
  }

  /** A save upon another revision than the current one is refused with what changed meanwhile. */
  async save(id: string, revision: number, draft: Flow, by: Caller): Promise<ShownFlow> {
    refuseUnknown(draft, 'flow.steps');
    const saved = await this.world.db.flows
      .findOneAndUpdate({ _id: id, revision }, { $set: { draft, name: draft.name }, $inc: { revision: 1 } }, { returnDocument: 'after' })
      .lean<FlowDoc | null>();
    if (!saved) throw await this.stale(await this.find(id), revision);
    await this.keepDraft(saved, by);
    return this.shown(saved);
  }

  async stale(doc: FlowDoc, revision: number): Promise<Error> {
    const base = await this.world.db.drafts.findById(`${doc._id}/${String(revision)}`).lean<DraftDoc | null>();
    const changes: FlowChange[] | null = base ? diff(Flow.parse(base.draft), Flow.parse(doc.draft), await wordsOf(this.world.db)) : null;
    const detail = `This was based on revision ${String(revision)}; the flow is at revision ${String(doc.revision)} by now.`;
    return conflict('stale-revision', detail, { revision: doc.revision, changes });
  }

  async liveTree(doc: FlowDoc): Promise<VersionDoc | null> {
    return doc.live === null ? null : this.world.db.versions.findById(`${doc._id}/${String(doc.live)}`).lean<VersionDoc | null>();
  }

  private async shown(doc: FlowDoc): Promise<ShownFlow> {
    const { db } = this.world;
    const [live, words, kept] = await Promise.all([
      this.liveTree(doc),
      wordsOf(db),
      db.drafts.findById(`${doc._id}/${String(doc.revision)}`, { by: 1, at: 1 }).lean<Pick<DraftDoc, 'by' | 'at'> | null>(),
    ]);
    const saved = kept && { by: kept.by, at: kept.at };
    const tree = Flow.parse(doc.draft);
    const changed = live !== null && canonicalJson(Flow.parse(live.tree)) !== canonicalJson(tree);
    const retiredStepIds = [...(await retiredFor(db, doc, live, tree))];
    return { ...shownFlow(doc, live), draft: doc.draft, changed, saved, retiredStepIds, sentences: sentences(tree, words) };
  }

  private async keepDraft({ _id: flow, revision, draft }: FlowDoc, by: Caller): Promise<void> {
    const at = this.world.clock.now();
    await this.world.db.drafts.updateOne(
      { _id: `${flow}/${String(revision)}` },
      { $setOnInsert: { flow, revision, draft, by: by.name, at } },
      { upsert: true },
    );
    await this.world.db.drafts.deleteMany({ flow, revision: { $lte: revision - KEPT_DRAFTS } });
  }
}

function refuseUnknown(draft: FlowInput, under: string): void {
  const found = unknownFields(Flow.parse(draft)).map(({ path, message }) => ({ path: path.replace(/^steps/, under), message }));
  if (found.length > 0) throw invalid(found);
}
