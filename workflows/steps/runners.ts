import type { Run } from '../engine/step-context.ts';
import { run as askApproval } from './ask-approval/run.ts';
import { run as askQuestion } from './ask-question/run.ts';
import { run as assign } from './assign/run.ts';
import { run as callWebhook } from './call-webhook/run.ts';
import { run as check } from './check/run.ts';
import { run as closeLoop } from './close-loop/run.ts';
import { run as notifyTeam } from './notify-team/run.ts';
import { run as sendMessage } from './send-message/run.ts';
import { run as setAttribute } from './set-attribute/run.ts';
import { run as split } from './split/run.ts';
import { run as stop } from './stop/run.ts';
import { run as waitForFeedback } from './wait-for-feedback/run.ts';
import { run as waitForImprovement } from './wait-for-improvement/run.ts';
import { run as waitForReply } from './wait-for-reply/run.ts';
import { run as wait } from './wait/run.ts';

/** The walk's part of each kind, by its name. */
export const RUNNERS: Readonly<Record<string, Run>> = {
  'ask-approval': askApproval,
  'ask-question': askQuestion,
  assign,
  'call-webhook': callWebhook,
  check,
  'close-loop': closeLoop,
  'notify-team': notifyTeam,
  'send-message': sendMessage,
  'set-attribute': setAttribute,
  split,
  stop,
  wait,
  'wait-for-feedback': waitForFeedback,
  'wait-for-improvement': waitForImprovement,
  'wait-for-reply': waitForReply,
};
