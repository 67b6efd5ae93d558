import { Injectable } from '@nestjs/common';
import { World } from '../../app/world.ts';
import type { Caller } from '../../doors/door.ts';
import { zoneOf } from '../../house-rules/house-rules.ts';
import type { ThemeDoc } from '../../themes/theme.schema.ts';
import type { ImportDoc } from './import.schema.ts';
import type { GivenMapping, Mapping } from './mapping.ts';
import { open, themeNames } from './opened.ts';
import type { Opened } from './opened.ts';
import type { Reading } from './row-reader.ts';

interface Asked {
  source: string;
  given: GivenMapping;
  partial: boolean;
}

/** Files as they come in, opened with what is known here: themes, the zone of the house, and how such a file was taken last time. */
@Injectable()
export class Files {
  constructor(private readonly world: World) {}

  /** `names`: of themes, by their keys. */
  async open(
    stream: AsyncIterable<Buffer>,
    { source, given, partial }: Asked,
    { demo }: Caller,
  ): Promise<{ opened: Opened; reading: Reading; names: Map<string, string> }> {
    const { db, clock, secret } = this.world;
    const found = await db.themes.find({ demo }, { name: 1 }).lean<Pick<ThemeDoc, '_id' | 'name'>[]>();
    const themes = themeNames(found);
    const opened = await open(stream, { given, partial, themes, lastTime: (header) => this.lastTime(source, header, demo) });
    const zone = opened.mapping.zone ?? (await zoneOf(db));
    const reading: Reading = {
      ...{ source, zone, themes, secret, now: clock.now() },
      ...{ mapping: opened.mapping, names: opened.names, returned: opened.returned },
    };
    return { opened, reading, names: new Map(found.map(({ _id, name }) => [_id, name])) };
  }

  private async lastTime(source: string, names: readonly string[], demo: boolean): Promise<Mapping | null> {
    const before = await this.world.db.imports
      .findOne({ source, demo, names: { $eq: [...names] } }, { mapping: 1 })
      .sort({ startedAt: -1 })
      .lean<ImportDoc | null>();
    return before?.mapping ?? null;
  }
}
