import type { Run } from '../engine/step-context.ts';
import { run as assign } from './assign/run.ts';
import { run as callWebhook } from './call-webhook/run.ts';
import { run as check } from './check/run.ts';
import { run as closeLoop } from './close-loop/run.ts';
import { run as notifyTeam } from './notify-team/run.ts';
import { run as sendMessage } from './send-message/run.ts';
import { run as split } from './split/run.ts';
import { run as stop } from './stop/run.ts';
import { run as wait } from './wait/run.ts';
import { run as waitForImprovement } from './wait-for-improvement/run.ts';

/** The walk's part of each kind, by its name. */
export const RUNNERS: Readonly<Record<string, Run>> = {
  assign,
  'call-webhook': callWebhook,
  check,
  'close-loop': closeLoop,
  'notify-team': notifyTeam,
  'send-message': sendMessage,
  split,
  stop,
  wait,
  'wait-for-improvement': waitForImprovement,
};
