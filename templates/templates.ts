export { Answer, Answers, Channel, Instant, Line, Link, MessageFacts, Noun, ThemeFact, Words } from './facts.ts';
export {
  editedWords,
  inspect,
  inspectTemplate,
  MOST_WORDS,
  type Inspection,
  type InspectionContext,
  type MessageSource,
} from './inspection/inspect.ts';
export { loadTemplates, OWN_LANGUAGE, withPartials, type LoadedTemplate } from './loading/load.ts';
export type { Sample } from './loading/samples.ts';
export { quoteGate, type QuoteContext, type QuoteProblem, type QuoteVerdict } from './quoting/quote.ts';
export type { TemplateProblem } from './renderer/reading.ts';
export { TemplateRefusal, type RefusalCode } from './renderer/refusal.ts';
export { render } from './renderer/render.ts';
export type { RenderedMessage, RenderOptions } from './renderer/rendered.ts';
export { sanitise } from './renderer/sanitise.ts';
export { Template, templateHash, Variant } from './renderer/template.ts';
export {
  repeatedRuns,
  sameness,
  samenessGoal,
  samenessReference,
  tooAlike,
  type ComparedText,
  type Sameness,
} from './sameness/sameness.ts';
