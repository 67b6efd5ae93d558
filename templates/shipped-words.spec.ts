import { describe, expect, it } from 'vitest';
import { inspectTemplate } from './inspection/inspect.ts';
import { wordCount } from './inspection/word-count.ts';
import { loadTemplates } from './loading/load.ts';
import { without, type Sample } from './loading/samples.ts';
import { shown, stumbles } from './proofreading/stumbles.ts';
import { render } from './renderer/render.ts';
import type { RenderedMessage } from './renderer/rendered.ts';

const byName = loadTemplates();
const shipped = [...byName];
const rendered = (name: string, sample: Sample, seed: string): RenderedMessage => {
  const template = byName.get(name);
  if (template === undefined) throw new Error(`no template ${name}`);
  return render(template.template, sample.facts, { ...sample, seed });
};

function faultsOf(message: RenderedMessage, about: string): object[] {
  const parts = { subject: message.subject, text: message.text, page: shown(message.html) };
  return Object.entries(parts).flatMap(([part, words]) => {
    const found = stumbles(words);
    return found.length === 0 ? [] : [{ about, part, words, found }];
  });
}

// Where a group is gone, its parts are gone as well: such a set is the same as one without them.
function subsets(paths: readonly string[]): string[][] {
  const all = Array.from({ length: 2 ** paths.length }, (_none, bits) => paths.filter((_path, index) => (bits & (1 << index)) !== 0));
  return all.filter((set) => !set.some((path) => set.some((other) => path.startsWith(`${other}.`))));
}

describe('the messages that ship', () => {
  it('are the ten of the flows that ship', () => {
    expect(shipped.map(([name]) => name)).toEqual([
      'deliveries-to-you',
      'i-passed-it-on',
      'it-is-fixed',
      'not-forgotten',
      'not-this-one',
      'now-it-holds',
      'we-have-not-managed-it',
      'what-i-told-you-was-wrong',
      'what-was-the-main-thing',
      'you-asked-we-changed',
    ]);
  });

  it.each(shipped)('%s has nothing an inspection would mend, in any of its languages', (_name, { template, samples }) => {
    expect(inspectTemplate(template, samples).problems).toEqual([]);
  });

  it.each(shipped)('%s names no company in its own words', (_name, { template }) => {
    expect(JSON.stringify(template)).not.toMatch(/halden/i);
  });

  it.each(shipped)('%s reads right with each of its samples, in many phrasings, within 110 words', (name, { samples }) => {
    expect(samples.length).toBeGreaterThanOrEqual(5);
    for (const sample of samples)
      for (let seed = 0; seed < 25; seed++) {
        const message = rendered(name, sample, `seed ${String(seed)}`);
        expect(faultsOf(message, `${sample.name}, seed ${String(seed)}`)).toEqual([]);
        expect(wordCount(message.text.replace(message.footer ?? '', ''))).toBeLessThanOrEqual(110);
        expect(message.text).toContain('/stop/');
      }
  });

  it.each(shipped)('%s reads right whichever of its optional facts are missing', { timeout: 300_000 }, (name, { samples, optional }) => {
    const all = subsets(optional).map((gone, index) => ({ gone, seed: `seed ${String(index)}` }));
    // Every set of missing facts in English; in German, whose partials and order of facts are the same, a quarter of them.
    const inGerman = all.filter((_one, index) => (Math.imul(index, 2_654_435_761) >>> 0) % 4 === 0);
    const faults = samples.flatMap((sample) => {
      const sets = sample.name === 'everything known' ? all : sample.name === 'in German' ? inGerman : [];
      return sets.flatMap(({ gone, seed }) => {
        const facts = without(sample.facts, gone);
        return faultsOf(rendered(name, { ...sample, facts }, seed), `${sample.name}, without ${gone.join(', ')}`);
      });
    });
    expect(faults.slice(0, 3)).toEqual([]);
  });

  it.each(shipped)('%s is written in German as well', (name, { samples }) => {
    const sample = samples.find((one) => one.name === 'in German');
    expect(sample).toBeDefined();
    if (sample) expect(rendered(name, sample, 'a')).toMatchObject({ locale: 'de' });
  });

  it('claim and decide only where their flows hand them an improvement or a decline, and promise only where they will be kept', () => {
    const say = shipped.map(([name, { template }]) => {
      const { claims, decides, promises } = inspectTemplate(template);
      return [name, [claims && 'claims', decides && 'decides', promises].filter((word) => word).join(' ')];
    });
    expect(Object.fromEntries(say)).toEqual({
      'deliveries-to-you': 'claims',
      'i-passed-it-on': '',
      'it-is-fixed': 'claims',
      'not-forgotten': 'to-return',
      'not-this-one': 'decides',
      'now-it-holds': 'claims',
      'we-have-not-managed-it': '',
      'what-i-told-you-was-wrong': 'to-return',
      'what-was-the-main-thing': '',
      'you-asked-we-changed': 'claims',
    });
  });
});
