import type { Asked, ParkCall, WaitOutcome } from '../ports.ts';
import type { World } from './world.ts';

type Waiting = Extract<ParkCall['for'], { what: Asked }>;

/** What somebody has said to what a step asked; else, past the limit, that nobody did. */
export function answerTo(world: World, { about }: Waiting, runsOut: boolean): WaitOutcome | null {
  const task = world.tasks.get(about);
  if (task && task !== 'open') return { exit: 'answered', as: task };
  return runsOut ? { exit: 'timed-out' } : null;
}
