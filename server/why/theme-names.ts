import type { Models } from '../storage/models.ts';

/** What a theme is called by its key; a key that names none stands for itself. */
export type ThemeNames = (key: string) => string;

export async function themeNames(db: Models, keys: Iterable<string>): Promise<ThemeNames> {
  const docs = await db.themes.find({ _id: { $in: [...new Set(keys)] } }, { name: 1 }).lean<{ _id: string; name: string }[]>();
  const names = new Map(docs.map(({ _id, name }) => [_id, name]));
  return (key) => names.get(key) ?? key;
}
