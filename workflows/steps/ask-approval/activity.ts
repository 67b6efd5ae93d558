import type { StepActivity } from '../../engine/step-activity.ts';

export const activity: StepActivity = (call, ports) => ports.approvals.ask(call);
