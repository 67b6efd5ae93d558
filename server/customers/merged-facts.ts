import type { CustomerDoc } from './customer.schema.ts';
import type { Before } from './merge.schema.ts';

const FACTS = ['name', 'locale', 'timeZone'] as const;
const later = (one: Date | undefined, other: Date | undefined): boolean => (one?.getTime() ?? 0) > (other?.getTime() ?? 0);

export const beforeOf = (doc: CustomerDoc): Before => ({
  emails: doc.emails,
  name: doc.name,
  locale: doc.locale,
  timeZone: doc.timeZone,
  attributes: doc.attributes,
  attributesAt: doc.attributesAt,
  factsAt: doc.factsAt,
  consent: doc.consent,
  arm: doc.arm,
  draws: doc.draws,
});

/** What a survivor is after a merge: for each fact the latest said, its own draws, the smaller arm, and every no. */
export function mergedFacts(survivor: CustomerDoc, other: CustomerDoc): Before {
  const merged: Before = {
    ...beforeOf(survivor),
    emails: [...new Set([...survivor.emails, ...other.emails])],
    attributes: { ...survivor.attributes },
    attributesAt: { ...survivor.attributesAt },
    factsAt: { ...survivor.factsAt },
    consent: { ...other.consent, ...survivor.consent },
    arm: Math.min(survivor.arm, other.arm),
    draws: { ...other.draws, ...survivor.draws },
  };
  for (const channel of ['email', 'webhook', 'quote'] as const)
    if (survivor.consent[channel] === false || other.consent[channel] === false) merged.consent[channel] = false;
  for (const name of FACTS)
    if (other[name] !== null && (survivor[name] === null || later(other.factsAt[name], survivor.factsAt[name]))) {
      merged[name] = other[name];
      if (other.factsAt[name]) merged.factsAt[name] = other.factsAt[name];
    }
  for (const [name, at] of Object.entries(other.attributesAt)) {
    if (!later(at, survivor.attributesAt[name])) continue;
    if (Object.hasOwn(other.attributes, name)) merged.attributes[name] = other.attributes[name];
    else Reflect.deleteProperty(merged.attributes, name);
    merged.attributesAt[name] = at;
  }
  return merged;
}

/** What a survivor is after a parting: whatever only the other brought is as it was before; what was said since stays. */
export function partedFacts(survivor: CustomerDoc, other: CustomerDoc, before: Before): Before {
  const theirs = new Set(other.emails);
  const own = new Set(before.emails);
  const parted: Before = {
    ...beforeOf(survivor),
    emails: survivor.emails.filter((email) => !theirs.has(email) || own.has(email)),
    attributes: { ...survivor.attributes },
    attributesAt: { ...survivor.attributesAt },
    factsAt: { ...survivor.factsAt },
    consent: same(survivor.factsAt['consent'], before.factsAt['consent']) ? before.consent : survivor.consent,
    arm: before.arm,
    draws: before.draws,
  };
  for (const name of FACTS)
    if (survivor[name] === other[name] && same(survivor.factsAt[name], other.factsAt[name])) {
      parted[name] = before[name];
      restore(parted.factsAt, before.factsAt, name);
    }
  for (const [name, at] of Object.entries(survivor.attributesAt)) {
    if (!same(at, other.attributesAt[name])) continue;
    restore(parted.attributes, before.attributes, name);
    restore(parted.attributesAt, before.attributesAt, name);
  }
  return parted;
}

const same = (one: Date | undefined, other: Date | undefined): boolean => one?.getTime() === other?.getTime();

function restore<T>(now: Record<string, T>, before: Readonly<Record<string, T>>, name: string): void {
  const was = before[name];
  if (was === undefined) Reflect.deleteProperty(now, name);
  else now[name] = was;
}
