import type { Flow, Loop } from '../api/shapes.ts';
import { CLOSED_AS } from './states.ts';
import { onDay } from './times.ts';

/** Where a loop stands, as one sentence. */
export function standing(loop: Loop, flow: Flow | null): string {
  if (loop.status === 'closed') return `Closed as ${loop.closedAs ? CLOSED_AS[loop.closedAs] : 'answered'}.`;
  if (loop.status !== 'open') return loop.reason ?? 'It is over.';
  if (!loop.at) return 'It is on its way to the next step.';
  const { step } = loop.at;
  const sentence = flow?.sentences.find((one) => one.about === 'step' && one.step === step)?.text;
  return sentence ?? `It waits at the step “${step}”.`;
}

export function since(loop: Loop): string {
  if (!loop.at) return loop.closedAt ? `Opened ${onDay(loop.openedAt)}, over ${onDay(loop.closedAt)}` : `Opened ${onDay(loop.openedAt)}`;
  const until = loop.at.until === null ? 'however long it takes' : `until ${onDay(loop.at.until)} at the latest`;
  return `Here since ${onDay(loop.at.since)}, ${until}`;
}
