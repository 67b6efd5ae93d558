import { Entering } from '../../server/entering/entering.ts';
import type { FaultPoint } from '../../server/faults.ts';
import { noFaults } from '../../server/faults.ts';
import type { LoopDoc } from '../../server/loops/loop.schema.ts';
import type { TestApi } from './api.ts';

/** A pump over the same database as the API, as a worker has one. */
export const aPump = (api: TestApi, at: FaultPoint = noFaults): Entering =>
  new Entering({
    connection: api.db.loops.db,
    db: api.db,
    clock: api.clock,
    workflows: api.workflows,
    log: { warn: () => undefined, error: () => undefined },
    at,
  });

export const loopsOf = (api: TestApi, flow: string): Promise<LoopDoc[]> =>
  api.db.loops.find({ flow }).sort({ _id: 1 }).lean<LoopDoc[]>().exec();
