import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { Models } from '../storage/models.ts';
import { ownerNames } from '../tasks/owner-names.ts';
import type { MessageDoc, SettledDoc, TryDoc } from '../telling/message.schema.ts';
import { knownOf, on } from '../why/known.ts';
import { isReason } from '../why/codes.ts';
import type { ReasonCode } from '../why/codes.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import { themeNames } from '../why/theme-names.ts';
import type { ThemeNames } from '../why/theme-names.ts';
import { words } from '../why/words.ts';
import { editableOf } from './edit.ts';
import type { Editable } from './edit.ts';
import { SETTLE_WORDS, waysToSettle } from './ways-to-settle.ts';
import type { SettleAs } from './ways-to-settle.ts';

export interface ShownMessage {
  id: string;
  sendKey: string;
  loopId: string | null;
  flowId: string | null;
  customerId: string;
  channel: MessageDoc['channel'];
  to: string | null;
  state: MessageDoc['state'];
  reasonCode: ReasonCode | null;
  reason: string | null;
  /** What the mail server or the other system answered, as a code. */
  detail: string | null;
  via: MessageDoc['via'];
  subject: string | null;
  text: string | null;
  html: string | null;
  language: string | null;
  template: string;
  /** What people call the template. */
  templateTitle: string | null;
  templateVersion: number | null;
  claim: { improvementId: string; revision: number; purpose: string } | null;
  approvedBy: string | null;
  /** Who was asked to approve it, where a step asked somebody. */
  asked: { of: string; standIn: string | null; standInFrom: Date | null; oneText: boolean; until: Date } | null;
  /** What an edit leaves as it is; null where it cannot be edited (any more). */
  editable: Editable | null;
  /** Who put it in their own words, and how it was written before. */
  edited: { by: string; at: Date; before: { subject: string; text: string } } | null;
  /** Until when a person's stop can be taken back. */
  undoUntil: Date | null;
  sendAt: Date | null;
  sentAt: Date | null;
  /** What a person can make of it while nobody knows whether it arrived; null otherwise. */
  settle: { can: SettleAs[]; words: Partial<Record<SettleAs, string>> } | null;
  settled: MessageDoc['settled'];
  /** Earlier tries of a message that a person had sent again, oldest first. */
  history: TryDoc[];
  createdAt: Date;
}

type Called = Pick<TemplateDoc, '_id' | 'version' | 'title'>;

const WAITING = new Set(['held', 'scheduled', 'sending']);
const KEPT_HERE = 'kept here: no mail server';

/** Messages as the API shows them, with what their templates and improvements are called. */
export async function shownMessages(db: Models, docs: readonly MessageDoc[]): Promise<ShownMessage[]> {
  const [templates, improvements, ownerName] = await Promise.all([
    db.templates.find({ _id: { $in: docs.map((doc) => doc.templateHash) } }, { version: 1, title: 1 }).lean<Called[]>(),
    db.improvements.find({ _id: { $in: docs.flatMap((doc) => doc.claim?.improvement ?? []) } }).lean<ImprovementDoc[]>(),
    ownerNames(
      db,
      docs.flatMap(({ asked }) => [asked?.by, asked?.standIn].filter((owner) => typeof owner === 'string')),
    ),
  ]);
  const templateOf = new Map(templates.map((one) => [one._id, one]));
  const improvementOf = new Map(improvements.map((one) => [one._id, one]));
  const named = await themeNames(
    db,
    improvements.flatMap(({ themes }) => themes),
  );
  return docs.map((doc) =>
    shown(doc, templateOf.get(doc.templateHash) ?? null, improvementOf.get(doc.claim?.improvement ?? '') ?? null, { named, ownerName }),
  );
}

function shown(
  doc: MessageDoc,
  template: Called | null,
  improvement: ImprovementDoc | null,
  { named, ownerName }: { named: ThemeNames; ownerName: (owner: string) => string },
): ShownMessage {
  return {
    id: doc._id,
    sendKey: doc._id,
    loopId: doc.loop,
    flowId: doc.flow,
    customerId: doc.customer,
    channel: doc.channel,
    to: doc.to,
    state: doc.state,
    ...reasonOf(doc, improvement, named),
    detail: doc.detail,
    via: doc.via,
    subject: doc.content?.subject ?? null,
    text: doc.content?.text ?? null,
    html: doc.content?.html ?? null,
    language: doc.content?.locale ?? null,
    template: doc.template,
    templateTitle: template?.title ?? null,
    templateVersion: template?.version ?? null,
    claim: doc.claim && { improvementId: doc.claim.improvement, revision: doc.claim.revision, purpose: doc.claim.purpose },
    approvedBy: doc.approved?.by ?? null,
    asked: askedOf(doc, ownerName),
    editable: editableOf(doc),
    edited: editedOf(doc),
    undoUntil: doc.undo?.until ?? null,
    sendAt: WAITING.has(doc.state) ? doc.notBefore : null,
    sentAt: doc.sentAt,
    settle: settleOf(doc, improvement),
    settled: doc.settled ?? null,
    history: doc.history ?? [],
    createdAt: doc.createdAt,
  };
}

function askedOf({ asked, staleAfter }: MessageDoc, nameOf: (owner: string) => string): ShownMessage['asked'] {
  if (!asked) return null;
  const { by, standIn, standInFrom, text } = asked;
  return { of: nameOf(by), standIn: standIn && nameOf(standIn), standInFrom, oneText: text !== null, until: staleAfter };
}

function editedOf({ content }: MessageDoc): ShownMessage['edited'] {
  if (!content?.edited) return null;
  const { by, at, original } = content.edited;
  return { by, at, before: { subject: original.subject, text: original.text } };
}

/** Why it was not sent, or when it leaves and why then. */
function reasonOf(
  doc: MessageDoc,
  improvement: ImprovementDoc | null,
  named: ThemeNames,
): { reasonCode: ReasonCode | null; reason: string | null } {
  if (doc.state === 'sent')
    return { reasonCode: null, reason: doc.settled ? saidBy(doc.settled) : doc.via === 'outbox' ? KEPT_HERE : null };
  const code = doc.reason ?? (doc.state === 'scheduled' ? 'send-delay' : null);
  if (!code) return { reasonCode: null, reason: null };
  const at = { leaves: on(doc.notBefore), told: on(doc.sentAt ?? doc.handedAt) };
  const known = {
    ...(improvement ? knownOf(improvement, named) : {}),
    ...(at.leaves ? { leaves: at.leaves } : {}),
    ...(at.told ? { told: at.told } : {}),
  };
  return { reasonCode: code, reason: [words(code, known), ...since(doc)].join(' ') };
}

/** What came after it became unknown. */
function since({ state, settled, again, detail }: MessageDoc): string[] {
  if (state !== 'unknown') return [];
  return [
    ...(again && detail !== null && isReason(detail) ? [`It was to be sent again and was not. ${words(detail)}`] : []),
    ...(settled ? [saidBy(settled)] : []),
  ];
}

const saidBy = ({ as, by }: SettledDoc): string => (as === 'arrived' ? `${by} says that it arrived.` : `${by} has left it at that.`);

function settleOf(doc: MessageDoc, improvement: ImprovementDoc | null): ShownMessage['settle'] {
  const can = waysToSettle(doc, improvement);
  return can.length > 0 ? { can, words: Object.fromEntries(can.map((way) => [way, SETTLE_WORDS[way]])) } : null;
}
