import type { MessageFacts } from '@loopwright/templates';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { ClaimDoc, MessageDoc } from '../telling/message.schema.ts';

const CLAIMABLE = new Set(['planned', 'shipped', 'verified', 'retracted', 'expired'] as const);
type Claimable = NonNullable<MessageFacts['improvement']>['state'];
const isClaimable = (state: string): state is Claimable => (CLAIMABLE as Set<string>).has(state);

/** What a message may say of what it has in hand: a change, a decision, or that it was told wrongly. */
export function inHandFacts(
  claim: ClaimDoc | null,
  doc: ImprovementDoc | null,
  told: MessageDoc | null,
  takenBack: ImprovementDoc | null = null,
): Pick<MessageFacts, 'improvement' | 'decision' | 'correction'> {
  if (!claim || !doc) return {};
  if (claim.purpose === 'correction') return { correction: correctionFacts(doc, told) };
  if (claim.purpose === 'decision') {
    if (doc.decision === null) return {};
    return { decision: { reason: doc.decision, ...(doc.declinedAt && { decidedAt: doc.declinedAt.toISOString() }) } };
  }
  if (!doc.shippedAt || !isClaimable(doc.state)) return {};
  const before = takenBack ? correctionFacts(takenBack, told) : undefined;
  return {
    ...(before && { correction: before }),
    improvement: {
      state: doc.state,
      change: doc.change,
      shippedAt: doc.shippedAt.toISOString(),
      ...(doc.stillNot === null ? {} : { stillNot: doc.stillNot }),
      ...(doc.seeAt === null ? {} : { seeAt: doc.seeAt }),
    },
  };
}

function correctionFacts(doc: ImprovementDoc, told: MessageDoc | null): NonNullable<MessageFacts['correction']> | undefined {
  const toldAt = told?.sentAt ?? told?.handedAt;
  if (!doc.retraction || !toldAt) return undefined;
  return {
    toldAt: toldAt.toISOString(),
    oldClaim: doc.change,
    whatIsTrue: doc.retraction.whatIsTrue,
    ...(told?.state === 'unknown' ? { unknown: true } : {}),
  };
}

/** "Maya Lind, pricing": a name, and what it stands for. */
export function ownerFacts(
  as: string | null,
  owner: string | null,
  sender: { name: string; role?: string | undefined } | null,
): MessageFacts['owner'] {
  const [name = '', ...role] = (owner ?? '').split(',').map((part) => part.trim());
  const known = [
    ...(name ? [{ name, ...(role.length > 0 ? { role: role.join(', ') } : {}) }] : []),
    ...(sender?.name ? [{ name: sender.name, ...(sender.role ? { role: sender.role } : {}) }] : []),
  ];
  if (as !== null) return known.find((one) => one.name === as) ?? { name: as };
  return known[0];
}
