import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { FaultPoint } from '../faults.ts';
import type { Models } from '../storage/models.ts';
import type { Workflows } from '../waiting/workflows.port.ts';

/** What entering stands on. The API's World has all of it but the fault points. */
export interface EnterWorld {
  connection: Connection;
  db: Models;
  clock: Clock;
  workflows: Workflows;
  log: Pick<Logger, 'warn' | 'error'>;
  at: FaultPoint;
}
