import { Injectable } from '@nestjs/common';
import type { Theme } from '@loopwright/workflows/contract';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { conflict, invalid, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { isDuplicate } from '../storage/connection.ts';
import type { ThemeDoc } from './theme.schema.ts';

export type ShownTheme = Omit<ThemeDoc, '_id'> & { key: string };

const DEMO = 'demo-';
const shown = ({ _id, ...theme }: ThemeDoc): ShownTheme => ({ key: _id, ...theme });

@Injectable()
export class Themes {
  constructor(private readonly world: World) {}

  async make({ key, ...theme }: Theme, demo: boolean): Promise<ShownTheme> {
    if (key.startsWith(DEMO) !== demo)
      throw invalid([
        { path: 'key', message: demo ? 'keys of the demo begin with demo-' : 'keys that begin with demo- are kept for the demo' },
      ]);
    const doc: ThemeDoc = { _id: key, ...theme, demo, createdAt: this.world.clock.now() };
    await this.unlessTaken(() => this.world.db.themes.create(doc));
    return shown(doc);
  }

  list(query: PageQuery): Promise<PageOf<ShownTheme>> {
    return pageOf(this.world.db.themes, {}, 'createdAt', query, shown);
  }

  async change(key: string, patch: Readonly<Record<string, unknown>>): Promise<ShownTheme> {
    const set = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const doc = await this.unlessTaken(() =>
      this.world.db.themes.findOneAndUpdate({ _id: key }, { $set: set }, { returnDocument: 'after' }).lean<ThemeDoc | null>().exec(),
    );
    if (!doc) throw notFound('a theme');
    return shown(doc);
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
