import type { StepActivity } from '../engine/step-activity.ts';
import { activity as assign } from './assign/activity.ts';
import { activity as callWebhook } from './call-webhook/activity.ts';
import { activity as check } from './check/activity.ts';
import { activity as notifyTeam } from './notify-team/activity.ts';
import { activity as sendMessage } from './send-message/activity.ts';
import { activity as split } from './split/activity.ts';

/** The part of each kind that runs outside the sandbox; kinds that only wait or end have none. */
export const ACTIVITIES: Readonly<Record<string, StepActivity>> = {
  assign,
  'call-webhook': callWebhook,
  check,
  'notify-team': notifyTeam,
  'send-message': sendMessage,
  split,
};
