import type { ParkCall, WaitOutcome } from '../ports.ts';
import { comparedWith, isWanted } from '../terms/next-score.ts';
import type { WaitRow, World } from './world.ts';

type Waiting = ParkCall['for'];

export const isAnswered = ({ what }: Waiting): boolean => what === 'task' || what === 'approval' || what === 'reply' || what === 'score';

/** What somebody has said to what a step asked; else, past the limit, that nobody did. */
export function answerTo(world: World, row: WaitRow, runsOut: boolean): WaitOutcome | null {
  const waiting = row.for;
  const said = waiting.what === 'score' ? nextScore(world, waiting, row.since) : 'about' in waiting ? answered(world, waiting) : null;
  if (said || !runsOut) return said;
  if (waiting.what === 'approval') giveUpAsking(world, waiting.about);
  return { exit: 'timed-out' };
}

function answered(world: World, { what, about }: Extract<Waiting, { about: string }>): WaitOutcome | null {
  if (what === 'approval') return approvalOf(world, about);
  const as = what === 'task' ? world.tasks.get(about) : world.replies.get(about);
  return as === undefined || as === 'open' ? null : { exit: 'answered', as };
}

function approvalOf(world: World, about: string): WaitOutcome | null {
  const message = world.messages.get(about);
  const improvement = world.known.get(message?.call.hand?.improvement ?? '');
  if (improvement?.state === 'retracted') return { exit: 'untrue', code: 'improvement-retracted' };
  if (!message || message.look === 'wanted') return null;
  return { exit: 'answered', as: message.look === 'approved' ? 'approved' : 'declined' };
}

/** No answer is not a yes: the message is not sent. */
function giveUpAsking(world: World, about: string): void {
  const message = world.messages.get(about);
  if (message) Object.assign(message, { look: 'stopped', unanswered: true });
}

function nextScore(world: World, { wanted }: Extract<Waiting, { what: 'score' }>, since: number): WaitOutcome | null {
  const next = world.scores.find((one) => one.at > since && isWanted(wanted, one));
  if (!next) return null;
  const opening = world.scoreKind === wanted.score ? (world.feedback.score ?? null) : null;
  return { exit: 'answered', as: comparedWith(wanted, opening, next.score) };
}
