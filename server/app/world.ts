import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Models } from '../storage/models.ts';
import type { Workflows } from '../waiting/workflows.port.ts';

/** What every feature stands on; the one thing given to Nest from outside, and in tests the one place for fakes. */
export abstract class World {
  abstract readonly connection: Connection;
  abstract readonly db: Models;
  abstract readonly clock: Clock;
  abstract readonly workflows: Workflows;
  abstract readonly config: Config;
  abstract readonly log: Logger;
  /** Keys the hashes of addresses that outlive an erasure. */
  abstract readonly secret: string;
  /** Resolves when Temporal answers, rejects when it does not. */
  abstract readonly askTemporal: () => Promise<void>;
}
