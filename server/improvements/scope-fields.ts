import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import { loadFacts } from '../loops/facts.ts';
import { KnownFields } from '../loops/known-fields.ts';
import type { ScopeFields } from '../loops/known-fields.ts';
import { Audiences } from './audience.ts';
import type { ImprovementDoc } from './improvement.schema.ts';

const CHUNK = 500;

/** What is really known of those who wait for an improvement: what its scope can tell apart. */
@Injectable()
export class Scoping {
  constructor(
    private readonly world: World,
    private readonly audiences: Audiences,
  ) {}

  async fieldsOf(doc: ImprovementDoc): Promise<ScopeFields> {
    const ids = await this.audiences.loopIds(doc);
    const known = new KnownFields();
    for (let from = 0; from < ids.length; from += CHUNK)
      for (const { customer, feedback } of (await loadFacts(this.world.db, ids.slice(from, from + CHUNK))).values())
        known.add(customer, feedback);
    return known.read();
  }
}
