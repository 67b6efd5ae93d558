import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close, send } from '../builders/steps.ts';
import { stream } from './lines.ts';
import { startProduct } from './product.ts';
import type { Product } from './product.ts';
import { UNPUBLISHABLE, flow, manySteps, tell, verified } from './unpublishable.ts';
import type { Told } from './unpublishable.ts';

/** A million with `LINES=1000000`. */
const LINES = Number(process.env['LINES'] ?? 20_000);
const now = Date.now();
const DAY = 86_400_000;
const ago = (days: number): string => new Date(now - days * DAY).toISOString();

interface Refused {
  code: string;
  detail: string;
  problems: Told[];
}

let product: Product;
let long: { id: string; status: number };
beforeAll(async () => {
  product = await startProduct({ answersAfterMs: 60 });
  const { deployment } = product;
  for (const key of ['pricing', 'delivery', 'billing', 'app']) await deployment.done('POST', '/api/themes', { key, name: key });
  // It walks its 500 steps while the others are tried.
  long = await published(flow('500', 'app', manySteps(500)));
  await deployment.done('POST', '/api/feedback', feedback('500', { themes: ['app'], customer: { externalId: 'c-500', locale: 'en' } }));
});
afterAll(() => product.stop());

const feedback = (n: number | string, more: object = {}): object => ({
  source: 'survey',
  externalId: `f-${String(n)}`,
  text: 'Prices without tax are a trap.',
  themes: ['pricing'],
  feeling: 'complaint',
  language: 'en',
  occurredAt: ago(5),
  customer: { externalId: `c-${String(n)}`, email: `c-${String(n)}@example.com`, name: 'Priya' },
  ...more,
});

describe('rows that cannot be', () => {
  const calm = { feeling: 'neutral' };
  it.each([
    ['an unknown theme', { themes: ['prcing'] }, 'themes.0', 'there is no such theme: make it with POST /api/themes, or leave it out'],
    [
      'a date in the future',
      { occurredAt: ago(-1) },
      'occurredAt',
      'this is more than 5 minutes ahead of the server: check the clock and the zone of the source, or leave it out for now',
    ],
    [
      'a zone that does not exist',
      { customer: { timeZone: 'Europe/Halden' } },
      'customer.timeZone',
      'there is no such time zone: write an IANA name such as Europe/Berlin',
    ],
  ])('%s: told by row, rule and remedy, the rows around it are taken', async (_, wrong, path, message) => {
    const rows = [feedback(`${path}-0`, calm), feedback(`${path}-1`, wrong), feedback(`${path}-2`, calm)];
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const { status, body } = await product.deployment.ask('POST', '/api/feedback', lines);
    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: 2, rejectedCount: 1, rejected: [{ index: 1, problems: [{ path, message }] }] });
  });
});

async function published(given: object): Promise<{ id: string; status: number; body: Refused }> {
  const { deployment } = product;
  const { id } = await deployment.done<{ id: string }>('POST', '/api/flows', given);
  return { id, ...(await deployment.ask<Refused>('POST', `/api/flows/${id}/publish`, { revision: 1, hold: false })) };
}

describe('flows that cannot be published', () => {
  it.each(UNPUBLISHABLE)('%s: told by step, rule and fix', async (name, steps, problem) => {
    const { status, body } = await published(flow(name, 'pricing', steps));
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'problems' });
    expect(body.problems).toContainEqual({ ...problem, blocks: true });
  });

  it('501 steps are refused', async () => {
    const { status, body } = await published(flow('501', 'app', manySteps(501)));
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'problems' });
    expect(body.problems).toContainEqual({
      step: null,
      path: 'steps',
      message: 'This flow has 501 steps; the most is 500.',
      fix: 'Part it into two flows.',
      blocks: true,
    });
  });
});

describe('a template that reads a value which is missing', () => {
  const put = (name: string, body: string) =>
    product.deployment.done<{ problems: object[] }>('PUT', `/api/templates/${name}`, {
      variants: { en: { subject: 'About {{theme}}', body: `${body}\n\n{{> footer}}` } },
    });

  it('that no message ever has: told when it is saved, and publishing with it is refused', async () => {
    const { problems } = await put('no-such-fact', 'Your {{customer.shoeSize}} is noted. {{#claim}}{{/claim}}');
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'unknown-fact',
        words: 'There is no fact "customer.shoeSize".',
        remedy: 'Use a fact of the list beside the editor, or take it out.',
        blocks: true,
      }),
    );
    const { status, body } = await published(flow('Shoes', 'billing', [verified(send('no-such-fact'), close())]));
    expect(status).toBe(422);
    expect(body.problems[0]).toMatchObject({
      step: 'send',
      message: '“No such fact” cannot go out: There is no fact "customer.shoeSize".',
    });
  });

  it('that this customer does not have: not sent, and the reason is told in words', async () => {
    const { deployment, mail } = product;
    await put('by-name', 'Hello {{customer.name}}, {{#claim}}{{/claim}}');
    const { id, status } = await published(flow('By name', 'billing', [verified(send('by-name'), close())]));
    expect(status).toBe(200);
    await deployment.done('POST', '/api/feedback', [
      feedback('named', { themes: ['billing'] }),
      feedback('nameless', { themes: ['billing'], customer: { externalId: 'c-nameless', email: 'nameless@example.com' } }),
    ]);
    await improvement('bills', 'billing');
    await deployment.done('POST', '/api/improvements/bills/verify', { evidence: 'Looked.' });
    const over = async (): Promise<boolean> => {
      const loops = await deployment.all<{ status: string }>(`/api/loops?flow=${id}`);
      return loops.length === 2 && loops.every((loop) => loop.status !== 'open');
    };
    await deployment.eventually('both are over', over, 120_000, 300);
    const messages = await deployment.all<{ state: string; reasonCode: string | null; reason: string | null }>(
      '/api/messages?improvement=bills',
    );
    const withheld = messages.filter((message) => message.state === 'withheld');
    expect(withheld).toMatchObject([{ reasonCode: 'cannot-render', reason: expect.stringMatching(/^[A-Z].*\.$/) as string }]);
    expect(mail.received.flatMap(({ to }) => to)).toEqual(['c-named@example.com']);
  }, 180_000);
});

async function improvement(id: string, theme: string): Promise<void> {
  const { deployment } = product;
  await deployment.done('POST', '/api/improvements', { id, themes: [theme], title: `about ${id}`, change: 'every price includes tax' });
  await deployment.done('POST', `/api/improvements/${id}/ship`, { shippedAt: ago(2) });
}

describe('an improvement', () => {
  const PEOPLE = 60;

  it('reaches whoever has an address; two customers of one address both, and one without is told why not', async () => {
    const { deployment, mail } = product;
    await published(flow('Delivery', 'delivery', [verified(tell, close())]));
    const of = (n: string, customer: object): object =>
      feedback(n, { themes: ['delivery'], customer: { externalId: `d-${n}`, ...customer } });
    const household = 'household@example.com';
    const { ids } = await deployment.done<{ ids: string[] }>('POST', '/api/feedback', [
      of('one', { email: household }),
      of('two', { email: household }),
      of('none', {}),
    ]);
    expect(ids).toHaveLength(3);
    await improvement('parcels', 'delivery');
    await deployment.done('POST', '/api/improvements/parcels/verify', { evidence: 'Looked.' });
    const told = async (): Promise<boolean> =>
      (await messagesOf('parcels')).filter(({ state }) => state === 'sent' || state === 'withheld').length === 3;
    await deployment.eventually('all three are answered', told, 120_000, 300);
    expect(mail.received.flatMap(({ to }) => to).filter((to) => to === household)).toHaveLength(2);
    const [nobody] = await deployment.all<{ id: string }>('/api/customers?externalId=d-none');
    const why = await deployment.done('GET', `/api/customers/${nobody?.id ?? ''}/why?improvement=parcels`);
    expect(why).toMatchObject({ told: false, reasonCode: 'no-address', words: expect.stringMatching(/address.*\.$/) as string });
  }, 180_000);

  it('verified twice is refused the second time, and nobody is told again', async () => {
    const again = await product.deployment.ask<Refused>('POST', '/api/improvements/parcels/verify', { evidence: 'Looked again.' });
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'already-verified', detail: 'It is verified already; nothing was released again.' },
    });
    expect(await messagesOf('parcels')).toHaveLength(3);
  });

  it('taken back while it is being told: nothing crosses after the answer, those told are counted, and each gets one correction', async () => {
    const { deployment, mail } = product;
    const { id } = await published(flow('Prices', 'pricing', [verified(tell, close())]));
    const people = Array.from({ length: PEOPLE }, (_, n) => feedback(`back-${String(n)}`));
    await deployment.done('POST', '/api/feedback', people);
    await improvement('tax', 'pricing');
    await deployment.done('POST', '/api/improvements/tax/verify', { evidence: 'Looked.' });
    const mails = (): string[] => mail.received.flatMap(({ to }) => to).filter((to) => to.startsWith('c-back-'));
    await deployment.eventually('some are told', () => Promise.resolve(mails().length >= 5), 120_000, 5);
    const retracted = await deployment.done<{ state: string; stopped: number; told: number; leaving: number; unknown: number }>(
      'POST',
      '/api/improvements/tax/retract',
      { reason: 'the app shows none', whatIsTrue: 'prices in the app are still without tax', correct: true },
    );
    expect(retracted).toMatchObject({ state: 'retracted', unknown: 0 });
    const settled = async (): Promise<boolean> => {
      const messages = await messagesOf('tax');
      const corrected = messages.filter((one) => one.claim.purpose === 'correction' && one.state === 'sent').length;
      const told = messages.filter((one) => one.claim.purpose === 'tell' && one.state === 'sent').length;
      return messages.every(({ state }) => ['sent', 'withheld', 'recalled'].includes(state)) && corrected === told;
    };
    await deployment.eventually('everybody told is corrected', settled, 180_000, 500);
    const told = (await messagesOf('tax')).filter((one) => one.claim.purpose === 'tell' && one.state === 'sent');
    expect(told.length).toBe(retracted.told + retracted.leaving);
    expect(told.length).toBeLessThan(PEOPLE);
    const each = Map.groupBy(mails(), (to) => to);
    expect([...each.values()].map((some) => some.length)).toEqual(told.map(() => 2));
    const waitAgain = async (): Promise<boolean> => (await deployment.all(`/api/loops?flow=${id}&status=open`)).length === PEOPLE;
    await deployment.eventually('the point of each is open again', waitAgain, 120_000, 500);
    expect(await deployment.ask('POST', '/api/improvements/tax/retract', { reason: 'x', whatIsTrue: 'y', correct: false })).toMatchObject({
      status: 409,
      body: { code: 'not-verified', detail: 'Only what was verified can be taken back.' },
    });
  }, 240_000);
});

describe('a flow for what is taken back', () => {
  it('takes up who was told, corrects them once by its own message, and waits for what holds', async () => {
    const { deployment, mail } = product;
    const taken = { name: 'Taken back', entry: { kind: 'taken-back', themes: ['billing'] } };
    const { id, status } = await published({ ...taken, steps: [send('what-i-told-you-was-wrong'), verified(tell, close())] });
    expect(status).toBe(200);
    const before = mail.received.length;
    const retraction = { reason: 'one page was not changed', whatIsTrue: 'one page still shows none', correct: true };
    const { told } = await deployment.done<{ told: number }>('POST', '/api/improvements/bills/retract', retraction);
    expect(told).toBe(1);
    const waits = async (): Promise<boolean> =>
      (await deployment.all<{ at: { step: string } | null }>(`/api/loops?flow=${id}&status=open`)).some(({ at }) => at?.step === 'wait');
    await deployment.eventually('it waits again', waits, 120_000, 300);
    expect(mail.received.slice(before).flatMap(({ to }) => to)).toEqual(['c-named@example.com']);
    const corrections = (await deployment.all<SeenMessage & { flowId: string }>('/api/messages?improvement=bills')).filter(
      ({ claim }) => claim.purpose === 'correction',
    );
    expect(corrections).toMatchObject([{ flowId: id, state: 'sent' }]);
  }, 180_000);
});

interface SeenMessage {
  state: string;
  claim: { purpose: string };
}
const messagesOf = (id: string): Promise<SeenMessage[]> => product.deployment.all<SeenMessage>(`/api/messages?improvement=${id}`);

describe('five hundred steps', () => {
  it('are published and walked to the end', async () => {
    const { deployment } = product;
    expect(long.status).toBe(200);
    const ended = async (): Promise<boolean> =>
      (await deployment.all<{ reason: string }>(`/api/loops?flow=${long.id}&status=ended`)).some(({ reason }) =>
        reason.includes('looked at everything'),
      );
    await deployment.eventually('it walks to the end', ended, 180_000, 500);
    const [loop] = await deployment.all<{ id: string }>(`/api/loops?flow=${long.id}`);
    const { items } = await deployment.done<{ items: { step: string }[] }>('GET', `/api/loops/${loop?.id ?? ''}/trail`);
    expect(new Set(items.map((entry) => entry.step)).size).toBe(500);
  }, 240_000);
});

describe('a malformed line in the middle of very many', () => {
  it('is told by its number, rule and remedy, and all others are stored', async () => {
    const middle = LINES / 2;
    function* lines(): Generator<string> {
      for (let n = 0; n < LINES; n += 1)
        yield n === middle
          ? '{"source":"bulk","externalId":\n'
          : `{"source":"bulk","externalId":"${String(n)}","text":"hm","customer":{}}\n`;
    }
    const { status, body, seconds, peakMegabytes } = await stream(product.deployment, lines());
    const speed = `${String(LINES)} lines in ${seconds.toFixed(1)} s (${(LINES / seconds).toFixed(0)} a second)`;
    process.stderr.write(`  ${speed}, the server held ${peakMegabytes.toFixed(0)} MB at most\n`);
    expect(status).toBe(202);
    expect(body).toEqual({
      accepted: LINES - 1,
      duplicates: 0,
      rejectedCount: 1,
      rejected: [
        {
          index: middle,
          problems: [{ path: '', message: 'this line is not JSON: send one whole object a line, without line breaks inside it' }],
        },
      ],
    });
    expect(peakMegabytes < 700 || Number.isNaN(peakMegabytes)).toBe(true);
  }, 1_200_000);
});
