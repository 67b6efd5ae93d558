import type { StepActivity } from '../engine/step-activity.ts';
import { activity as askApproval } from './ask-approval/activity.ts';
import { activity as askQuestion } from './ask-question/activity.ts';
import { activity as assign } from './assign/activity.ts';
import { activity as callWebhook } from './call-webhook/activity.ts';
import { activity as check } from './check/activity.ts';
import { activity as notifyTeam } from './notify-team/activity.ts';
import { activity as sendMessage } from './send-message/activity.ts';
import { activity as setAttribute } from './set-attribute/activity.ts';
import { activity as split } from './split/activity.ts';
import { activity as waitForReply } from './wait-for-reply/activity.ts';

/** The part of each kind that runs outside the sandbox; kinds that only wait or end have none. */
export const ACTIVITIES: Readonly<Record<string, StepActivity>> = {
  'ask-approval': askApproval,
  'ask-question': askQuestion,
  assign,
  'call-webhook': callWebhook,
  check,
  'notify-team': notifyTeam,
  'send-message': sendMessage,
  'set-attribute': setAttribute,
  split,
  'wait-for-reply': waitForReply,
};
