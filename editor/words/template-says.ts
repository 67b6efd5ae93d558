import type { TemplateLine } from '../api/settings-shapes.ts';

/** What a message claims or promises, and what that asks of the flow it stands in. */
export function saysOf({ claims, decides, promises }: Pick<TemplateLine, 'claims' | 'decides' | 'promises'>): string {
  if (claims) return 'It says that something changed, so it goes only to customers for whom a verified improvement is true.';
  if (decides) return 'It says that you decided against something, so it goes only where an improvement was declined.';
  if (promises !== null) return 'It promises to write again, so the flow has to lead to another wait.';
  return 'It claims nothing and promises nothing.';
}

export const inShort = ({ claims, decides, promises }: Pick<TemplateLine, 'claims' | 'decides' | 'promises'>): string =>
  claims
    ? 'says that something changed'
    : decides
      ? 'says that it was decided against'
      : promises !== null
        ? 'promises to write again'
        : 'promises nothing';

export const savedBy = (by: string): string => (by === 'shipped' ? 'came with Loopwright' : `by ${by}`);
