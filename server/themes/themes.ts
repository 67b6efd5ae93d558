import { Injectable } from '@nestjs/common';
import type { Theme } from '@loopwright/workflows/contract';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { conflict, invalid, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { isDuplicate } from '../storage/connection.ts';
import { ThemeFigures } from './theme-figures.ts';
import type { Figures } from './theme-figures.ts';
import type { ThemeDoc } from './theme.schema.ts';
import { usesOf } from './theme-uses.ts';

export type ShownTheme = Omit<ThemeDoc, '_id'> & { key: string } & Partial<Figures>;

const DEMO = 'demo-';
const NONE: Figures = { feedback: 0, waiting: 0 };
const shown = ({ _id, ...theme }: ThemeDoc): ShownTheme => ({ key: _id, ...theme });

@Injectable()
export class Themes {
  private readonly figures: ThemeFigures;

  constructor(private readonly world: World) {
    this.figures = new ThemeFigures(world.db);
  }

  async make({ key, ...theme }: Theme, demo: boolean): Promise<ShownTheme> {
    if (key.startsWith(DEMO) !== demo)
      throw invalid([
        { path: 'key', message: demo ? 'keys of the demo begin with demo-' : 'keys that begin with demo- are kept for the demo' },
      ]);
    const doc: ThemeDoc = { _id: key, ...theme, demo, createdAt: this.world.clock.now() };
    await this.unlessTaken(() => this.world.db.themes.create(doc));
    return shown(doc);
  }

  async list(query: PageQuery, counted: boolean): Promise<PageOf<ShownTheme>> {
    const figures = counted ? await this.figures.all() : null;
    const show = (doc: ThemeDoc): ShownTheme => ({ ...shown(doc), ...(figures && (figures.get(doc._id) ?? NONE)) });
    return pageOf(this.world.db.themes, {}, 'createdAt', query, show);
  }

  async read(key: string): Promise<ShownTheme> {
    const [doc, figures] = await Promise.all([this.world.db.themes.findById(key).lean<ThemeDoc | null>(), this.figures.all()]);
    if (!doc) throw notFound('a theme');
    return { ...shown(doc), ...(figures.get(key) ?? NONE) };
  }

  async change(key: string, patch: Readonly<Record<string, unknown>>): Promise<ShownTheme> {
    const set = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const doc = await this.unlessTaken(() =>
      this.world.db.themes.findOneAndUpdate({ _id: key }, { $set: set }, { returnDocument: 'after' }).lean<ThemeDoc | null>().exec(),
    );
    if (!doc) throw notFound('a theme');
    return shown(doc);
  }

  /** Only one that nothing is about: what was said and what is drawn keep their themes. */
  async remove(key: string): Promise<void> {
    const { db } = this.world;
    if (!(await db.themes.exists({ _id: key }))) throw notFound('a theme');
    const uses = await usesOf(db, key);
    if (uses.length > 0)
      throw conflict('in-use', `This theme cannot be deleted while something is about it: ${uses.join(', ')}. You can rename it.`);
    await db.themes.deleteOne({ _id: key });
  }

  private async unlessTaken<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (isDuplicate(error))
        throw conflict('name-taken', 'There is a theme of this key or name; change that one with PATCH, or choose others.');
      throw error;
    }
  }
}
