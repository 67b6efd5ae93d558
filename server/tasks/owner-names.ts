import type { Models } from '../storage/models.ts';

/** What owners of tasks (`team:<key>`, `person:<id>`) are called; one that is gone is said to be. */
export async function ownerNames(db: Models, owners: readonly string[]): Promise<(owner: string) => string> {
  const ids = (kind: string): string[] => owners.flatMap((owner) => (owner.startsWith(`${kind}:`) ? [owner.slice(kind.length + 1)] : []));
  const [teams, people] = await Promise.all([
    db.teams.find({ _id: { $in: ids('team') } }, { name: 1 }).lean<{ _id: string; name: string }[]>(),
    db.people.find({ _id: { $in: ids('person') } }, { name: 1 }).lean<{ _id: string; name: string }[]>(),
  ]);
  const names = new Map([
    ...teams.map(({ _id, name }): [string, string] => [`team:${_id}`, name]),
    ...people.map(({ _id, name }): [string, string] => [`person:${_id}`, name]),
  ]);
  return (owner) => names.get(owner) ?? (owner.startsWith('team:') ? 'A team that is gone' : 'Somebody who is gone');
}
