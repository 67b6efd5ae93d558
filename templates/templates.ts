export * from './facts.ts';
export { TemplateRefusal, type RefusalCode } from './renderer/refusal.ts';
export { Template, Variant, templateHash } from './renderer/template.ts';
export type { RenderedMessage, RenderOptions } from './renderer/rendered.ts';
export { render } from './renderer/render.ts';
export type { TemplateProblem } from './renderer/reading.ts';
export { loadTemplates, withPartials, type LoadedTemplate } from './loading/load.ts';
export type { Sample } from './loading/samples.ts';
export { quoteGate, type QuoteContext, type QuoteProblem, type QuoteVerdict } from './quoting/quote.ts';
