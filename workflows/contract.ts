export { NOT_ADMITTED, admits } from './flows/admits.ts';
export type { Admission, Arrival, EntryFacts, NotAdmitted } from './flows/admits.ts';
export { compile } from './flows/compile.ts';
export { canonicalJson, contentHash } from './flows/content-hash.ts';
export { diff } from './flows/diff.ts';
export type { FlowChange } from './flows/diff.ts';
export { whereto } from './flows/moving.ts';
export type { Whereto } from './flows/moving.ts';
export { problems } from './flows/problems.ts';
export { sentences, story } from './flows/sentences.ts';
export type { FlowSentence, FlowWords } from './flows/sentences.ts';
export type { HouseRulesFacts } from './flows/sentences/house-rules.ts';
export { exitsOf, placed } from './flows/tree.ts';
export type { Placed } from './flows/tree.ts';
export { unknownFields } from './flows/unknown-fields.ts';
export type { UnknownField } from './flows/unknown-fields.ts';
export type { FlowWorld, TemplateFacts, TemplateProblem } from './flows/world.ts';
export { CALL_FIELDS } from './steps/call-webhook/fields.ts';
export { defineKind } from './steps/kind.ts';
export type { Exit, Group, Kind, KindDefinition, Settings, Uses } from './steps/kind.ts';
export { KindRefused, allKinds, findKind, registerKind } from './steps/kinds.ts';
export { whoIs } from './steps/words/names.ts';
export type { Names, Words } from './steps/words/names.ts';
export { conditionWords } from './steps/words/conditions.ts';
export { textOf, wordCount } from './steps/words/sentence.ts';
export type { Part, Sentence } from './steps/words/sentence.ts';
export { dayWords, instantWords, spanWords } from './steps/words/spans.ts';
export { answers, holds } from './terms/answers.ts';
export type { Answer, ConditionFacts } from './terms/answers.ts';
export { Condition } from './terms/condition.ts';
export { NOT_COVERED, coverage, covers, decides, preferred } from './terms/covers.ts';
export type { Coverable, NotCovered, Said } from './terms/covers.ts';
export { nestsWithin } from './terms/depth.ts';
export { Duration, milliseconds } from './terms/duration.ts';
export { Consent, CustomerInFeedback, FeedbackInput, Feeling, ScoreKind, Stage } from './terms/feedback.ts';
export { Entry, Flow, Holdback, Step } from './terms/flow.ts';
export type { FlowInput, Problem } from './terms/flow.ts';
export {
  Clause,
  Decline,
  Evidence,
  ImprovementInput,
  ImprovementPatch,
  ImprovementState,
  Retract,
  Ship,
  Verify,
} from './terms/improvement.ts';
export { Instant, Locale, TimeZone } from './terms/instant.ts';
export { Attributes, Key, Slug } from './terms/key.ts';
export { ClosedAs, EndedCode, LoopStatus } from './terms/loop.ts';
export { Channel, MessageReason, MessageState } from './terms/message.ts';
export type { Purpose } from './terms/message.ts';
export type { Plan, PlanReference, PlanStep, Target } from './terms/plan.ts';
export { Noun, Theme } from './terms/theme.ts';
export { Who } from './terms/who.ts';
export type { Hand, TrailEntry, WalkState } from './terms/walk-state.ts';
