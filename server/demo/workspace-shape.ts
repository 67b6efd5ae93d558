import type { FeedbackInput, FlowInput, ImprovementInput, Ship, Theme, Verify } from '@loopwright/workflows/contract';
import type { z } from 'zod';

/** Bodies as a program sends them: instants are text. */
export type FeedbackBody = z.input<typeof FeedbackInput>;
type ImprovementBody = z.input<typeof ImprovementInput>;
type ShipBody = z.input<typeof Ship>;
type VerifyBody = z.input<typeof Verify>;

/** In which order a plain sequential load gives what the demo shows. Each step is finished (loops wait) before the next begins. */
export const LOAD_ORDER = ['teams', 'themes', 'flows', 'feedback', 'sources', 'patches', 'improvements'] as const;

/** `trust` is the body of PATCH /api/sources/:key, possible once its first feedback is in; the rest is for screens and templates. */
export interface DemoSource {
  key: string;
  name: string;
  channel: 'survey' | 'review' | 'email';
  trust: 'confirmed';
}

/** A team that flows tell; nothing leaves the machine, so it has no address. */
export interface DemoTeam {
  key: string;
  name: string;
}

/** POST /api/flows, then publish. `hold: false`: the demo's messages do not wait for a look. */
export interface DemoFlow {
  flow: FlowInput;
  publish: { hold: false };
}

/** PATCH of the customer with this number, after the loops of the feedback have begun to wait. */
export interface DemoPatch {
  externalId: string;
  patch: { attributes: Record<string, string> };
}

/** POST /api/improvements, then what is done with it at loading; `toVerify` is left to the person trying the demo. */
export interface DemoImprovement {
  improvement: ImprovementBody & { id: string };
  ship?: ShipBody;
  verify?: VerifyBody;
  toVerify?: VerifyBody;
}

/** Who the story asks about, by customer number: those who wait for prices without tax and are not told by their flow. */
export interface DemoCast {
  stoppedMail: string[];
  noAddress: string;
  movedToBasic: string;
  spokeAfter: string;
  inTwoFlows: string;
}

/** Everything of the demo, in the shapes of the API. */
export interface DemoWorkspace {
  company: { name: string; zone: string };
  /** For the demo's own messages: at once, at any hour, no cap. */
  houseRules: { sendDelay: string; quietHours: null; cap: null };
  steps: typeof LOAD_ORDER;
  teams: DemoTeam[];
  themes: Theme[];
  flows: DemoFlow[];
  feedback: FeedbackBody[];
  sources: DemoSource[];
  patches: DemoPatch[];
  improvements: DemoImprovement[];
  cast: DemoCast;
}
