import type { RenderedMessage } from '@loopwright/templates';
import { canonicalJson } from '@loopwright/workflows/contract';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { hashOf } from '../storage/ids.ts';

/** What a person's approval stands for: the words' version, the claim's revision and the facts used, instants as instants. */
export const approvedHash = (templateHash: string, improvement: ImprovementDoc | null, rendered: RenderedMessage): string =>
  hashOf(
    'content',
    templateHash,
    improvement ? `${improvement._id}@${String(improvement.revision)}` : 'nothing',
    rendered.locale,
    canonicalJson(rendered.contentFacts),
  );
