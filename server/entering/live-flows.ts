import { Entry } from '@loopwright/workflows/contract';
import type { FlowDoc, VersionDoc } from '../flows/flow.schema.ts';
import type { Models } from '../storage/models.ts';
import type { EnterWorld } from './enter-world.ts';

/** A flow that lets somebody new in, by the version that is live. */
export interface LiveFlow {
  id: string;
  key: string;
  name: string;
  version: number;
  plan: string;
  entry: Entry;
  firstPublishedAt: Date | null;
  demo: boolean;
}

type Header = Pick<FlowDoc, '_id' | 'key' | 'name' | 'live' | 'firstPublishedAt' | 'demo'>;

/** Reads the live flows anew each time; versions never change and are kept. One that cannot be read lets nobody in and is logged. */
export class LiveFlows {
  private readonly versions = new Map<string, { plan: string; entry: Entry }>();

  constructor(
    private readonly db: Models,
    private readonly log: EnterWorld['log'],
  ) {}

  async all(): Promise<LiveFlow[]> {
    const open = await this.db.flows
      .find({ live: { $ne: null }, pausedEntry: false }, { key: 1, name: 1, live: 1, firstPublishedAt: 1, demo: 1 })
      .sort({ _id: 1 })
      .lean<Header[]>();
    await this.read(open.map(nameOf).filter((name) => !this.versions.has(name)));
    return open.flatMap((flow) => {
      const version = this.versions.get(nameOf(flow));
      const { _id: id, key, name, firstPublishedAt, demo } = flow;
      return version && flow.live !== null ? [{ id, key, name, version: flow.live, firstPublishedAt, demo, ...version }] : [];
    });
  }

  private async read(names: string[]): Promise<void> {
    if (names.length === 0) return;
    const found = await this.db.versions.find({ _id: { $in: names } }, { plan: 1, 'tree.entry': 1 }).lean<VersionDoc[]>();
    for (const version of found) {
      const entry = Entry.safeParse(version.tree.entry ?? {});
      if (entry.success) this.versions.set(version._id, { plan: version.plan, entry: entry.data });
      else this.log.error({ entryOf: version._id });
    }
  }
}

const nameOf = (flow: Pick<FlowDoc, '_id' | 'live'>): string => `${flow._id}/${String(flow.live)}`;
