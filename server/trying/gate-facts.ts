import type { Plan } from '@loopwright/workflows/contract';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import type { HouseRulesDoc } from '../house-rules/house-rules.schema.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { Models } from '../storage/models.ts';
import { comparedKeyOf } from '../telling/keys.ts';
import type { CapDoc, ComparedDoc, TellDoc } from '../telling/message.schema.ts';
import type { Suppressions } from '../telling/suppression.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';

/** What the send gate reads of one customer, as it is now. */
export interface GateFacts {
  rules: HouseRulesDoc;
  templates: ReadonlyMap<string, TemplateDoc>;
  /** Instants at which they were written to lately. */
  written: readonly number[];
  /** Keys of what they were told of, and of what they are kept from. */
  told: ReadonlySet<string>;
  compared: ReadonlySet<string>;
  suppressed: ReadonlySet<string>;
}

export async function gateFacts(
  db: Models,
  suppressions: Suppressions,
  customer: CustomerDoc,
  { templates: pinned }: Pick<Plan, 'templates'>,
  improvements: readonly Pick<ImprovementDoc, '_id' | 'epoch'>[],
): Promise<GateFacts> {
  const comparedKeys = improvements.map(({ _id, epoch }) => comparedKeyOf(customer._id, _id, epoch));
  const [rules, templates, caps, tells, compared, suppressed] = await Promise.all([
    houseRules(db),
    db.templates.find({ _id: { $in: Object.values(pinned) } }).lean<TemplateDoc[]>(),
    db.caps.findById(customer._id).lean<CapDoc | null>(),
    db.tells.find({ customer: customer._id }).lean<TellDoc[]>(),
    db.compared.find({ _id: { $in: comparedKeys } }, { _id: 1 }).lean<Pick<ComparedDoc, '_id'>[]>(),
    suppressions.among([...customer.emails, ...(customer.externalId === null ? [] : [customer.externalId])]),
  ]);
  const said = await db.messages
    .find({ _id: { $in: tells.map(({ message }) => message) }, state: { $in: ['sent', 'unknown'] } }, { _id: 1 })
    .lean<{ _id: string }[]>();
  const went = new Set(said.map(({ _id }) => _id));
  return {
    rules,
    templates: new Map(templates.map((doc) => [doc.name, doc])),
    written: (caps?.taken ?? []).map(({ at }) => at.getTime()),
    told: new Set(tells.filter(({ message }) => went.has(message)).map(({ _id }) => _id)),
    compared: new Set(compared.map(({ _id }) => _id)),
    suppressed,
  };
}
