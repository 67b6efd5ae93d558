import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Rules {
  sendDelay: string;
  quietHours: { from: number; to: number } | null;
  cap: object | null;
  zone: string;
  warnings: { words: string; field: string | null }[];
  problems: { path: string; message: string }[];
}

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
});
afterAll(() => whole.close());

const patch = (change: object) => whole.ask<Rules>('PATCH', '/api/house-rules', change);

describe('house rules', () => {
  it('are open where no mail leaves, and say what is missing', async () => {
    const { body } = await whole.get<Rules>('/api/house-rules');
    expect(body).toMatchObject({ sendDelay: 'PT0S', quietHours: null, cap: null });
    expect(body.warnings).toEqual([
      { words: 'Messages by email are kept here: no mail server.', field: null },
      { words: expect.stringContaining('No postal address stands below your messages yet.') as string, field: 'sender.postalAddress' },
    ]);
  });

  it('change what is given and keep the rest', async () => {
    await patch({ zone: 'Europe/Berlin', cap: { messages: 2, within: 'P7D' } });
    expect((await patch({ quietHours: { from: 8, to: 20 } })).body).toMatchObject({
      zone: 'Europe/Berlin',
      cap: { messages: 2, within: 'P7D' },
      quietHours: { from: 8, to: 20 },
    });
    await patch({ quietHours: null, cap: null });
  });

  it.each([
    [{ zone: 'Europe/Halden' }, 'zone'],
    [{ sendDelay: 'P1M' }, 'sendDelay'],
    [{ sendDelay: 'P30D' }, 'sendDelay'],
    [{ quietHours: { from: 8, to: 8 } }, 'quietHours'],
    [{ quietHours: { from: 8, to: 25 } }, 'quietHours.to'],
    [{ cap: { messages: 0, within: 'P7D' } }, 'cap.messages'],
    [{ bundleWithin: 'P1D' }, 'bundleWithin'],
    [{ sender: { name: 'Ana', address: 'not an address' } }, 'sender.address'],
    [{ mood: 'good' }, 'mood'],
  ])('refuse %j by its place', async (change, path) => {
    const { status, body } = await patch(change);
    expect(status).toBe(422);
    expect(body.problems[0]?.path).toBe(path);
  });

  it('hold from the next message on: who answers, the address below, and nothing at all while switched off', async () => {
    await patch({
      sender: {
        name: 'Ana Ruiz',
        role: 'customer care',
        address: 'ana@halden.example',
        company: 'Halden Bikes',
        postalAddress: 'Storgata 12, 1771 Halden',
      },
      killSwitch: true,
    });
    await published(whole, pricingFlow());
    const { customer } = await said(whole, 10);
    await whole.settle();
    await verified(whole, await shipped(whole, 3, { owner: undefined }));
    const message = async () => whole.db.messages.findOne({ customer }).lean();
    expect(await message()).toMatchObject({ state: 'scheduled', reason: 'kill-switch' });
    await patch({ killSwitch: false });
    whole.clock.advance(61_000);
    await whole.settle();
    const text = (await message())?.content?.text ?? '';
    expect(text).toContain('Ana Ruiz, customer care');
    expect(text).toContain('what you told Halden Bikes');
    expect(text).toContain('Storgata 12, 1771 Halden');
  });
});
