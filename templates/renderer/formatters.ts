/** Making an Intl formatter costs a hundred times what using one does: a release renders thousands in a few locales and zones. */
const KEPT = 500;

function kept<T>(make: (locale: string, zone: string) => T): (locale: string, zone?: string) => T {
  const cache = new Map<string, T>();
  return (locale, zone = '') => {
    const key = `${locale} ${zone}`;
    const found = cache.get(key);
    if (found !== undefined) return found;
    const made = make(locale, zone);
    if (cache.size >= KEPT) cache.clear();
    cache.set(key, made);
    return made;
  };
}

export const dayParts = kept(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' }),
);
export const dayOfYear = kept((locale, timeZone) => new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long' }));
export const dayWithYear = kept(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric' }),
);
export const relative = kept((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
export const counted = kept((locale) => new Intl.NumberFormat(locale));
export const pluralOf = kept((locale) => new Intl.PluralRules(locale));
export const listed = kept((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));
