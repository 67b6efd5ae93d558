import { Temporal } from 'temporal-polyfill';
import type { FlowInput } from '@loopwright/workflows/contract';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import { zoneOf } from '../house-rules/house-rules.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';

type Holdback = FlowInput['holdback'];

/** Whether a flow's comparison would keep a customer from being told, without drawing anybody into it. Versions never change. */
export class Comparisons {
  private readonly known = new Map<string, Holdback | null>();

  constructor(private readonly db: Models) {}

  async wouldKeep(loop: Pick<LoopDoc, 'flow' | 'version'>, customer: Pick<CustomerDoc, 'arm'>, now: Date): Promise<boolean> {
    const holdback = await this.holdbackOf(`${loop.flow}/${String(loop.version)}`);
    if (!holdback || customer.arm >= holdback.percent / 100) return false;
    const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
      .toZonedDateTimeISO(await zoneOf(this.db))
      .toPlainDate();
    return Temporal.PlainDate.compare(today, holdback.until) <= 0;
  }

  private async holdbackOf(version: string): Promise<Holdback | null> {
    const known = this.known.get(version);
    if (known !== undefined) return known;
    const doc = await this.db.versions.findById(version, { tree: 1 }).lean<{ tree: FlowInput } | null>();
    const holdback = doc?.tree.holdback ?? null;
    this.known.set(version, holdback);
    return holdback;
  }
}
