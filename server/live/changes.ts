import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { withoutValues } from '../app/log.ts';
import { World } from '../app/world.ts';
import { ALL_KINDS, kindsOf, WATCHED } from './kinds.ts';
import type { Change } from './kinds.ts';

type Listener = (change: Change) => void;
type Stream = mongo.ChangeStream<mongo.BSON.Document, Seen>;
/** What is read of each change: where, and which document; never what is in it. */
type Seen = mongo.ChangeStreamDocument & { ns: { coll: string }; documentKey: { _id: unknown } };

const OPEN_MS = 10_000;
const SOONEST_MS = 250;
const LATEST_MS = 15_000;
const PIPELINE = [
  { $match: { 'ns.coll': { $in: WATCHED }, operationType: { $in: ['insert', 'update', 'replace', 'delete'] } } },
  { $project: { ns: 1, documentKey: 1 } },
];

/** One change stream for everybody who listens in this process, open while somebody does. */
@Injectable()
export class Changes implements OnModuleDestroy {
  private readonly listeners = new Set<Listener>();
  private readonly ending = new AbortController();
  private stream: Stream | null = null;
  private opened: Promise<void> | null = null;

  constructor(private readonly world: World) {}

  /** Resolves when whatever changes from then on is heard, with the way to stop listening. */
  async listen(listener: Listener): Promise<() => void> {
    this.listeners.add(listener);
    const leave = (): void => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.close();
    };
    try {
      await this.ready();
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  onModuleDestroy(): void {
    this.ending.abort();
    this.close();
  }

  private ready(): Promise<void> {
    this.opened ??= this.open().catch((error: unknown) => {
      this.close();
      throw error;
    });
    return this.opened;
  }

  private async open(): Promise<void> {
    const { connection } = this.world;
    const stream = connection.getClient().db(connection.name).watch<mongo.BSON.Document, Seen>(PIPELINE);
    this.stream = stream;
    stream.on('error', (error) => this.lost(stream, error));
    stream.on('close', () => this.lost(stream));
    stream.on('change', ({ ns, documentKey }) => this.tell({ kinds: kindsOf(ns.coll), id: String(documentKey._id) }));
    await once(stream, 'resumeTokenChanged', { signal: AbortSignal.any([this.ending.signal, AbortSignal.timeout(OPEN_MS)]) });
  }

  private close(): void {
    const { stream } = this;
    this.stream = null;
    this.opened = null;
    stream?.close().catch(() => undefined);
  }

  /** What was missed meanwhile is not known: once it is open again, everything may have changed. */
  private lost(stream: Stream, error?: unknown): void {
    if (this.stream !== stream) return;
    if (error !== undefined) this.world.log.warn({ changes: withoutValues(error) });
    this.close();
    if (this.listeners.size > 0 && !this.ending.signal.aborted) void this.again();
  }

  private async again(): Promise<void> {
    for (let pause = SOONEST_MS; this.listeners.size > 0 && !this.opened; pause = Math.min(LATEST_MS, 2 * pause)) {
      await delay(pause, undefined, { signal: this.ending.signal }).catch(() => undefined);
      if (this.ending.signal.aborted) return;
      try {
        await this.ready();
        this.tell({ kinds: ALL_KINDS, id: null });
      } catch (error) {
        this.world.log.warn({ changes: withoutValues(error) });
      }
    }
  }

  private tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }
}
