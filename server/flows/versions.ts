import { Injectable } from '@nestjs/common';
import { Flow, diff, sentences } from '@loopwright/workflows/contract';
import type { FlowSentence } from '@loopwright/workflows/contract';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { VersionDoc } from './flow.schema.ts';
import { wordsOf } from './flow-words.ts';
import { Flows } from './flows.ts';

@Injectable()
export class Versions {
  constructor(
    private readonly world: World,
    private readonly flows: Flows,
  ) {}

  /** What was published, newest first, each with what it changed. */
  async of(flow: string, query: PageQuery): Promise<PageOf<ReturnType<typeof shown>>> {
    await this.flows.find(flow);
    const { db } = this.world;
    const page = await pageOf(db.versions, { flow }, 'publishedAt', query, (doc: VersionDoc) => doc);
    const before = await db.versions.find({ flow, version: { $in: page.items.map(({ version }) => version - 1) } }).lean<VersionDoc[]>();
    const words = await wordsOf(db);
    return {
      items: page.items.map((doc) => {
        const earlier = before.find(({ version }) => version === doc.version - 1);
        return shown(doc, earlier ? diff(Flow.parse(earlier.tree), Flow.parse(doc.tree), words) : []);
      }),
      next: page.next,
    };
  }

  /** One version in words, and what it says differently from another; without one, from the version before it. */
  async one(flow: string, version: number, against?: number): Promise<VersionInWords> {
    await this.flows.find(flow);
    const { db } = this.world;
    const words = await wordsOf(db);
    const [doc, other] = await Promise.all(
      [version, against ?? version - 1].map((number) => db.versions.findById(`${flow}/${String(number)}`).lean<VersionDoc | null>()),
    );
    if (!doc || (against !== undefined && !other)) throw notFound('a version');
    const tree = Flow.parse(doc.tree);
    const said = sentences(tree, words).filter(({ about }) => about !== 'house-rules');
    return { ...shown(doc, other ? diff(Flow.parse(other.tree), tree, words) : []), against: other?.version ?? null, sentences: said };
  }
}

export type VersionInWords = ReturnType<typeof shown> & { against: number | null; sentences: FlowSentence[] };

const shown = ({ version, plan, tree, hold, partWay, publishedAt, publishedBy }: VersionDoc, changes: ReturnType<typeof diff>) => ({
  version,
  hash: plan,
  flow: tree,
  hold,
  partWay: partWay ?? 'finish',
  publishedAt,
  publishedBy,
  changes,
});
