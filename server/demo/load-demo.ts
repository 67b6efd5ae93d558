import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../app/world.ts';
import type { Keys } from '../doors/keys.ts';
import { demoWorkspace } from './workspace.ts';
import type { DemoWorkspace } from './workspace-shape.ts';

/** Asks the API as a program would; `conflict` where the same was there already. */
export type AskApi = (
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: unknown,
  key: string,
) => Promise<{ status: number; body: Record<string, unknown> }>;

const MARKER = 'demo';
/** The audit tells under this name what loading the demo made. */
const KEY_NAME = 'The demo';
const LOOK_AGAIN_MS = 200;

/** Loads the demo through the API's own doors, with a key whose documents belong to the demo; one that was cut short is finished. */
export class DemoLoading {
  constructor(
    private readonly world: World,
    private readonly keys: Keys,
    private readonly ask: AskApi,
  ) {}

  /** Whether a demo is to be loaded into this database: an empty one, or one whose loading was cut short. */
  async begin(): Promise<boolean> {
    const { db, clock, config } = this.world;
    const marker = await db.markers.findById(MARKER).lean();
    if (marker) return marker.state === 'begun';
    const counts = [db.flows, db.feedback, db.improvements, db.themes].map((model) => model.collection.countDocuments({}, { limit: 1 }));
    const empty = (await Promise.all(counts)).every((count) => count === 0);
    if (!config.demo || !empty) return false;
    await db.markers.create({ _id: MARKER, state: 'begun', at: clock.now() });
    return true;
  }

  async load(): Promise<void> {
    const { db, clock } = this.world;
    await db.keys.deleteMany({ name: KEY_NAME });
    const caller = { id: 'demo', name: KEY_NAME, role: 'admin' as const, demo: true };
    const { id, key } = await this.keys.make({ name: KEY_NAME, role: 'admin', demo: true }, caller);
    await this.fill(demoWorkspace(clock.now()), key);
    await this.keys.remove(id);
    await db.markers.updateOne({ _id: MARKER }, { $set: { state: 'done', at: clock.now() } });
  }

  private async fill(demo: DemoWorkspace, key: string): Promise<void> {
    for (const team of demo.teams) await this.put('PUT', `/api/teams/${team.key}`, { name: team.name }, key);
    for (const theme of demo.themes) await this.put('POST', '/api/themes', theme, key);
    for (const { flow, publish } of demo.flows) await this.flow(flow, publish, key);
    await this.put('POST', '/api/feedback', demo.feedback, key);
    for (const source of demo.sources) await this.put('PATCH', `/api/sources/${source.key}`, { trust: source.trust }, key);
    await this.allWait();
    for (const { externalId, patch } of demo.patches) {
      const customer = await this.world.db.customers.findOne({ externalId, demo: true }, { _id: 1 }).lean();
      if (customer) await this.put('PATCH', `/api/customers/${customer._id}`, patch, key);
    }
    for (const { improvement, ship, verify } of demo.improvements) {
      await this.put('POST', '/api/improvements', improvement, key);
      if (ship) await this.put('POST', `/api/improvements/${improvement.id}/ship`, ship, key);
      if (verify) await this.put('POST', `/api/improvements/${improvement.id}/verify`, verify, key);
    }
  }

  private async flow(flow: DemoWorkspace['flows'][number]['flow'], publish: object, key: string): Promise<void> {
    await this.put('POST', '/api/flows', flow, key);
    const known = await this.world.db.flows.findOne({ name: flow.name, demo: true }, { revision: 1, live: 1 }).lean();
    const id = known?._id ?? '';
    if (known?.live == null) await this.put('POST', `/api/flows/${id}/publish`, { revision: known?.revision ?? 1, ...publish }, key);
  }

  /** Until every piece of feedback has gone its way and every loop it opened stands somewhere. */
  private async allWait(): Promise<void> {
    const { db } = this.world;
    for (;;) {
      const underWay = await db.feedback.exists({ pending: true });
      const open = await db.loops.countDocuments({ status: 'open' });
      if (!underWay && (await db.waits.distinct('loop', { state: 'open' })).length >= open) return;
      await delay(LOOK_AGAIN_MS);
    }
  }

  /** What is there already stays as it is. */
  private async put(method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown, key: string): Promise<Record<string, unknown>> {
    const answer = await this.ask(method, path, body, key);
    if (answer.status >= 400 && answer.status !== 409) throw new Error(`demo-refused ${path} ${JSON.stringify(answer.body).slice(0, 500)}`);
    return answer.body;
  }
}
