import { askApproval } from './ask-approval/kind.ts';
import { askQuestion } from './ask-question/kind.ts';
import { assign } from './assign/kind.ts';
import { callWebhook } from './call-webhook/kind.ts';
import { check } from './check/kind.ts';
import { closeLoop } from './close-loop/kind.ts';
import type { Kind } from './kind.ts';
import { notifyTeam } from './notify-team/kind.ts';
import { reasonsToRefuse } from './refused-kind.ts';
import { sendMessage } from './send-message/kind.ts';
import { setAttribute } from './set-attribute/kind.ts';
import { split } from './split/kind.ts';
import { stop } from './stop/kind.ts';
import { waitForFeedback } from './wait-for-feedback/kind.ts';
import { waitForImprovement } from './wait-for-improvement/kind.ts';
import { waitForReply } from './wait-for-reply/kind.ts';
import { wait } from './wait/kind.ts';

/** One line a kind, in the palette's order. */
const kinds = new Map<string, Kind>(
  [
    waitForImprovement,
    waitForReply,
    waitForFeedback,
    wait,
    check,
    split,
    askApproval,
    sendMessage,
    askQuestion,
    notifyTeam,
    assign,
    setAttribute,
    callWebhook,
    closeLoop,
    stop,
  ].map((kind) => [kind.kind, kind]),
);

/** Every kind this process knows. */
export const allKinds = (): readonly Kind[] => [...kinds.values()];

export const findKind = (name: string): Kind | undefined => kinds.get(name);

/** A custom kind that cannot be trusted to say what it does. */
export class KindRefused extends Error {
  override readonly name = 'KindRefused';
}

/** Adds a custom kind; throws KindRefused where its name is taken or its sentence hides a setting. */
export function registerKind(kind: Kind): void {
  const reasons = [...(kinds.has(kind.kind) ? ['there is a kind of this name already'] : []), ...reasonsToRefuse(kind)];
  if (reasons.length > 0) throw new KindRefused(`The step kind “${kind.kind}” is refused: ${reasons.join('; ')}.`);
  kinds.set(kind.kind, kind);
}
