import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { Models } from '../storage/models.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { ReasonCode } from '../why/codes.ts';
import { knownOf, on } from '../why/known.ts';
import { words } from '../why/words.ts';

export interface ShownMessage {
  id: string;
  sendKey: string;
  loopId: string | null;
  customerId: string;
  channel: MessageDoc['channel'];
  to: string | null;
  state: MessageDoc['state'];
  reasonCode: ReasonCode | null;
  reason: string | null;
  via: MessageDoc['via'];
  subject: string | null;
  text: string | null;
  html: string | null;
  language: string | null;
  template: string;
  templateVersion: number | null;
  claim: { improvementId: string; revision: number; purpose: string } | null;
  approvedBy: string | null;
  sendAt: Date | null;
  sentAt: Date | null;
  createdAt: Date;
}

const WAITING = new Set(['held', 'scheduled', 'sending']);
const KEPT_HERE = 'kept here: no mail server';

/** Messages as the API shows them, with what their templates and improvements are called. */
export async function shownMessages(db: Models, docs: readonly MessageDoc[]): Promise<ShownMessage[]> {
  const [templates, improvements] = await Promise.all([
    db.templates.find({ _id: { $in: docs.map((doc) => doc.templateHash) } }, { version: 1 }).lean<{ _id: string; version: number }[]>(),
    db.improvements.find({ _id: { $in: docs.flatMap((doc) => doc.claim?.improvement ?? []) } }).lean<ImprovementDoc[]>(),
  ]);
  const versionOf = new Map(templates.map(({ _id, version }) => [_id, version]));
  const improvementOf = new Map(improvements.map((one) => [one._id, one]));
  return docs.map((doc) => shown(doc, versionOf.get(doc.templateHash) ?? null, improvementOf.get(doc.claim?.improvement ?? '') ?? null));
}

function shown(doc: MessageDoc, templateVersion: number | null, improvement: ImprovementDoc | null): ShownMessage {
  return {
    id: doc._id,
    sendKey: doc._id,
    loopId: doc.loop,
    customerId: doc.customer,
    channel: doc.channel,
    to: doc.to,
    state: doc.state,
    ...reasonOf(doc, improvement),
    via: doc.via,
    subject: doc.content?.subject ?? null,
    text: doc.content?.text ?? null,
    html: doc.content?.html ?? null,
    language: doc.content?.locale ?? null,
    template: doc.template,
    templateVersion,
    claim: doc.claim && { improvementId: doc.claim.improvement, revision: doc.claim.revision, purpose: doc.claim.purpose },
    approvedBy: doc.approved?.by ?? null,
    sendAt: WAITING.has(doc.state) ? doc.notBefore : null,
    sentAt: doc.sentAt,
    createdAt: doc.createdAt,
  };
}

/** Why it was not sent, or when it leaves and why then. */
function reasonOf(doc: MessageDoc, improvement: ImprovementDoc | null): { reasonCode: ReasonCode | null; reason: string | null } {
  if (doc.state === 'sent') return { reasonCode: null, reason: doc.via === 'outbox' ? KEPT_HERE : null };
  const code = doc.reason ?? (doc.state === 'scheduled' ? 'send-delay' : null);
  if (!code) return { reasonCode: null, reason: null };
  const at = { leaves: on(doc.notBefore), told: on(doc.sentAt ?? doc.handedAt) };
  const known = {
    ...(improvement ? knownOf(improvement) : {}),
    ...(at.leaves ? { leaves: at.leaves } : {}),
    ...(at.told ? { told: at.told } : {}),
  };
  return { reasonCode: code, reason: words(code, known) };
}
