/** A record's own value: a step or share may be named `constructor`, and must not reach the prototype. */
export const own = <V>(record: Readonly<Record<string, V>>, key: string): V | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
