import type { EndedCode } from '@loopwright/workflows/contract';
import type { Clock } from '../clock.ts';
import { stopAndHint } from '../messages/stop-and-hint.ts';
import type { StopWorld } from '../messages/stop-and-hint.ts';
import { newId } from '../storage/ids.ts';
import { tryHint } from '../waiting/try-hint.ts';
import { Finishing } from './finish.ts';
import type { Ending } from './finish.ts';
import type { LoopDoc } from './loop.schema.ts';

type OverWorld = StopWorld & { clock: Clock };
type ForMessages = 'stopped-by-a-person' | 'loop-over';

/** Ends a loop from outside: the fact first, then its messages, then its workflow. False when it was not open. */
export async function overLoop(world: OverWorld, loop: LoopDoc, ending: Ending, messages: ForMessages): Promise<boolean> {
  const ref = { loop: loop._id, generation: loop.generation };
  if (!(await new Finishing(world.db, world.clock).end(ref, ending))) return false;
  await stopAndHint(world, { loop: ref.loop, generation: ref.generation }, 'stopped', messages);
  await tryHint(world.log, () => world.workflows.hint(ref, newId()));
  return true;
}

export const endLoop = (world: OverWorld, loop: LoopDoc, code: EndedCode, messages: ForMessages): Promise<boolean> =>
  overLoop(world, loop, { status: 'ended', closedAs: null, reasonCode: code, reason: null }, messages);
