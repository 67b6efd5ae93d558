import { allKinds, Condition, Duration, Locale } from '@loopwright/workflows/contract';
import { describe as suite, expect, it } from 'vitest';
import { z } from 'zod';
import { flowWords, flowWorld } from '../../../test/builders/flow-world.ts';
import { describe } from './describe.ts';
import { beginningOf, entrySettings, kindSettings } from './settings.ts';

const workspace = { ...flowWords(), ...flowWorld() };
const types = (kind: string) => Object.fromEntries(kindSettings(kind, workspace).map(({ name, field }) => [name, field.type]));

suite('a field', () => {
  it('is known by what its schema accepts, never by its name', () => {
    const length = Duration.refine((text) => text !== 'P0D').optional();
    expect(describe(length).type).toBe('duration');
    expect(describe(length.meta({ title: 'length' })).type).toBe('duration');
    expect(describe(Locale.default('en')).type).toBe('language');
    expect(describe(Condition).type).toBe('condition');
    expect(describe(z.array(z.strictObject({ label: z.string().max(80), weight: z.int() })))).toMatchObject({
      type: 'list',
      of: { type: 'group', fields: [{ name: 'label', field: { type: 'text', long: false } }, { field: { type: 'number', whole: true } }] },
    });
    expect(describe(Duration.nullable())).toMatchObject({ type: 'either', ways: [{ options: [null] }, { type: 'duration' }] });
    expect(describe(z.union([z.string().max(500), z.number(), z.boolean()]))).toMatchObject({ type: 'either' });
    expect(describe(z.map(z.string(), z.string())).type).toBe('json');
  });

  it('is there for every setting of every kind, with keys by the shelf they are from', () => {
    for (const { kind } of allKinds()) expect([kind, Object.values(types(kind))]).toEqual([kind, expect.not.arrayContaining(['json'])]);
    expect(types('wait')).toEqual({ for: 'duration', until: 'group' });
    expect(types('call-webhook')).toEqual({ connection: 'key', fields: 'list', tryFor: 'duration', keepAs: 'text' });
    expect(kindSettings('send-message', workspace)[0]?.field).toEqual({ type: 'key', shelf: 'templates' });
    expect(kindSettings('wait-for-improvement', workspace)[0]?.field).toMatchObject({
      type: 'either',
      ways: [{ options: ['same'] }, { type: 'list', of: { type: 'key', shelf: 'themes' } }],
    });
    expect(entrySettings.map(({ field }) => field.type)).not.toContain('json');
  });

  it('begins where a step can be seen to go on: few choices with their first, lists of groups with an example', () => {
    const beginning = (name: string) => {
      const kind = allKinds().find((one) => one.kind === name);
      return kind && beginningOf(kind, workspace);
    };
    expect(beginning('send-message')).toEqual({ channel: 'email' });
    expect(beginning('split')).toMatchObject({ shares: [{ key: 'A' }, { key: 'B' }] });
    expect(beginning('wait-for-improvement')).toEqual({});
  });
});
