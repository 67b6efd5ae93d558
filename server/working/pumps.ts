import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { BEAT_EVERY_MS, beat } from '../health/beat.schema.ts';
import { Entering } from '../entering/entering.ts';
import type { EnterWorld } from '../entering/enter-world.ts';
import { PartWay } from '../flows/part-way.ts';
import { StartNow } from '../flows/start-now.ts';
import { settleStops } from '../messages/stop-and-hint.ts';
import { sweepLedger } from '../telling/ledger-sweep.ts';
import type { Protocols } from './protocols.ts';
import type { Pump } from './pump.ts';

const SWEEP_EVERY_MS = 10 * 60_000;
const LEDGER_EVERY_MS = 2_000;
const ENTER_EVERY_MS = 100;
const WANTED_EVERY_MS = 2_000;

/** What a worker process does beside walking loops. Any number of processes may do it at once. */
export function pumpsOf(
  world: EnterWorld & { log: Logger },
  { ledger, moving, sweeper }: Protocols,
  notices: { deliverDue(): Promise<number> },
  reminders: { remindDue(): Promise<number> },
): Pump[] {
  const entering = new Entering(world);
  const startNow = new StartNow(world);
  const partWay = new PartWay(world, moving);
  const name = `${hostname()}:${String(process.pid)}`;
  const once = (run: () => Promise<unknown>) => async (): Promise<number> => {
    await run();
    return 0;
  };
  return [
    { name: 'enter', pauseMs: ENTER_EVERY_MS, run: () => entering.pump() },
    { name: 'ledger', pauseMs: LEDGER_EVERY_MS, run: () => sweepLedger(world.db, world.clock, ledger) },
    { name: 'stops', pauseMs: LEDGER_EVERY_MS, run: () => settleStops(world) },
    { name: 'part-way', pauseMs: WANTED_EVERY_MS, run: () => partWay.pump() },
    { name: 'start-now', pauseMs: WANTED_EVERY_MS, run: () => startNow.pump() },
    { name: 'notices', pauseMs: LEDGER_EVERY_MS, run: () => notices.deliverDue() },
    { name: 'reminders', pauseMs: LEDGER_EVERY_MS, run: () => reminders.remindDue() },
    { name: 'releases', pauseMs: WANTED_EVERY_MS, run: once(() => sweeper.startWanted()) },
    { name: 'beat', pauseMs: BEAT_EVERY_MS, run: once(() => beat(world.db, name, world.clock.now())) },
    {
      name: 'sweep',
      pauseMs: SWEEP_EVERY_MS,
      run: once(async () => {
        world.log.info({ swept: await sweeper.sweep() });
      }),
    },
  ];
}
