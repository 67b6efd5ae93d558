import { FeedbackInput, Flow, ImprovementInput, Ship, Theme, Verify } from '@loopwright/workflows/contract';
import { describe, expect, it } from 'vitest';
import { demoWorkspace } from './workspace.ts';
import { LOAD_ORDER, type FeedbackBody } from './workspace-shape.ts';

const now = new Date('2026-05-21T13:37:00Z');
const demo = demoWorkspace(now);
const whoSaid = ({ customer }: FeedbackBody): string => customer.externalId ?? customer.email ?? '';
const texts = demo.feedback.flatMap(({ text }) => (text ? [text] : []));
const plain = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

describe('the demo workspace', () => {
  it('has 400 pieces of feedback from 250 customers in 4 channels', () => {
    expect(demo.feedback).toHaveLength(400);
    expect(new Set(demo.feedback.map(whoSaid)).size).toBe(250);
    expect(new Set(demo.feedback.map(({ source }) => source))).toEqual(new Set(demo.sources.map(({ key }) => key)));
    expect(demo.sources).toHaveLength(4);
  });

  it('has three flows, with a name each', () => {
    expect(new Set(demo.flows.map(({ flow }) => flow.name)).size).toBe(3);
  });

  it('gives only what the API takes', () => {
    const refused = demo.feedback.filter((one) => !FeedbackInput.safeParse(one).success);
    expect(refused).toEqual([]);
    for (const { flow } of demo.flows) expect(Flow.safeParse(flow).error).toBeUndefined();
    for (const theme of demo.themes) expect(Theme.safeParse(theme).error).toBeUndefined();
    for (const { improvement, ship, verify, toVerify } of demo.improvements) {
      expect(ImprovementInput.safeParse(improvement).error).toBeUndefined();
      if (ship) expect(Ship.safeParse(ship).error).toBeUndefined();
      for (const proof of [verify, toVerify]) if (proof) expect(Verify.safeParse(proof).error).toBeUndefined();
    }
  });

  it('is the same for the same moment, and keeps its ids when loaded at another', () => {
    expect(demoWorkspace(new Date(now))).toEqual(demo);
    const ids = (at: Date): string[] =>
      demoWorkspace(at)
        .feedback.map(({ externalId }) => externalId)
        .sort();
    expect(ids(new Date('2027-01-01T00:00:00Z'))).toEqual(ids(now));
    expect(new Set(ids(now)).size).toBe(400);
  });

  it('says nothing twice, and no eight words in a row stand in two texts', () => {
    expect(texts.length).toBeGreaterThan(300);
    const seen = new Map<string, string>();
    const shared: string[][] = [];
    for (const text of texts) {
      const words = plain(text);
      const runs = new Set(words.length < 8 ? [words.join(' ')] : words.slice(7).map((_, i) => words.slice(i, i + 8).join(' ')));
      for (const run of runs) {
        const before = seen.get(run);
        if (before !== undefined) shared.push([before, text]);
        seen.set(run, text);
      }
    }
    expect(shared).toEqual([]);
  });

  it('speaks several languages and has scores without words', () => {
    const count = (language: string): number => demo.feedback.filter((one) => one.language === language).length;
    expect(count('de')).toBeGreaterThan(30);
    expect(count('en')).toBeGreaterThan(150);
    expect(new Set(demo.feedback.map(({ language }) => language)).size).toBeGreaterThan(10);
    const silent = demo.feedback.filter(({ text }) => text === undefined);
    expect(silent.length).toBeGreaterThan(30);
    expect(silent.every((one) => one.scoreKind === 'nps' && one.themes === undefined)).toBe(true);
  });

  it('knows every theme, zone and channel it names, and everybody keeps one address', () => {
    const themes = new Set(demo.themes.map(({ key }) => key));
    const zones = new Set(demo.feedback.flatMap(({ customer }) => customer.timeZone ?? []));
    for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
    expect(zones.size).toBeGreaterThan(20);
    for (const one of demo.feedback) for (const theme of one.themes ?? []) expect(themes).toContain(theme);
    for (const key of [...themes, ...demo.sources.map((source) => source.key)]) expect(key).toMatch(/^demo-/);
    const people = new Map(demo.feedback.map((one) => [whoSaid(one), one.customer.email]));
    const addresses = [...people.values()].filter((email) => email !== undefined);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(people.size - addresses.length).toBeGreaterThan(20);
  });

  it('can never reach anybody: every address ends in .example', () => {
    const addresses = demo.feedback.flatMap(({ customer }) => customer.email ?? []);
    expect(addresses.filter((email) => !/^[a-z0-9.+-]+@[a-z0-9.-]+\.example$/.test(email))).toEqual([]);
    const links = JSON.stringify(demo).match(/https?:\/\/[^/"]+/g) ?? [];
    expect(links.filter((link) => !link.endsWith('.example'))).toEqual([]);
  });

  it('has claims that read after "Since 2 May" in at most 20 words', () => {
    for (const { improvement } of demo.improvements) {
      const clauses = typeof improvement.change === 'string' ? [improvement.change] : Object.values(improvement.change);
      for (const clause of clauses) {
        expect(plain(clause).length).toBeLessThanOrEqual(20);
        expect(clause).toMatch(/^\p{Ll}[^.!]*\P{P}$/u);
      }
    }
  });

  it('names what is loaded in its order, each part once', () => {
    const parts = Object.entries(demo).filter(([name, part]) => Array.isArray(part) && name !== 'steps');
    expect(parts.map(([name]) => name).sort()).toEqual([...LOAD_ORDER].sort());
  });
});
