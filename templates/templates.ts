export * from './facts.ts';
export { TemplateRefusal, type RefusalCode } from './renderer/refusal.ts';
export { Template, Variant, templateHash } from './renderer/template.ts';
export type { RenderedMessage, RenderOptions } from './renderer/rendered.ts';
