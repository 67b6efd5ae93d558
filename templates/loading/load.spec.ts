import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { factPaths } from '../renderer/fact-paths.ts';
import { templateHash } from '../renderer/template.ts';
import { loadTemplates, withPartials } from './load.ts';

const folders: string[] = [];
afterEach(() => {
  folders.splice(0).forEach((folder) => {
    rmSync(folder, { recursive: true });
  });
});

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  folders.push(folder);
  for (const [path, words] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), words);
  }
  return folder;
}

describe('loading templates', () => {
  it('finds those of a folder with their languages and the partials they name', () => {
    const folder = folderWith({
      'mine/subject.hbs': 'Hi\n',
      'mine/body.hbs': 'Hi {{> footer}}',
      'mine/subject.de.hbs': 'Hallo',
      'mine/body.de.hbs': 'Hallo',
      'partials/footer.hbs': 'bye',
      'notes/readme.md': 'x',
    });
    const loaded = loadTemplates(folder);
    expect([...loaded.keys()]).toEqual(['mine']);
    expect(loaded.get('mine')?.template).toEqual({
      name: 'mine',
      variants: {
        en: { subject: 'Hi', body: 'Hi {{> footer}}', partials: { footer: 'bye' } },
        de: { subject: 'Hallo', body: 'Hallo', partials: {} },
      },
    });
  });

  it('refuses a language with only half of its words', () => {
    const folder = folderWith({ 'mine/subject.hbs': 'Hi', 'mine/body.hbs': 'Hi', 'mine/body.de.hbs': 'Hallo' });
    expect(() => loadTemplates(folder)).toThrow('only one of subject and body in de');
  });

  it('gives every shipped template a hash of its content and samples whose optional facts exist', () => {
    const loaded = [...loadTemplates().values()];
    expect(new Set(loaded.map(({ hash }) => hash)).size).toBe(loaded.length);
    const groups = new Set([...factPaths.keys()].flatMap((path) => [path, path.slice(0, path.lastIndexOf('.'))]));
    for (const { optional } of loaded) for (const path of optional) expect(groups).toContain(path);
  });

  it('hashes the same words alike in any order, and any other word differently', () => {
    const words = { en: { subject: 'a', body: 'b' }, de: { subject: 'c', body: 'd' } };
    const template = withPartials({ name: 'x', variants: words });
    expect(templateHash(withPartials({ name: 'x', variants: { de: words.de, en: words.en } }))).toBe(templateHash(template));
    expect(templateHash(withPartials({ name: 'x', variants: { ...words, de: { subject: 'c', body: 'd.' } } }))).not.toBe(
      templateHash(template),
    );
    expect(templateHash(withPartials({ name: 'y', variants: words }))).not.toBe(templateHash(template));
  });
});
