import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

interface Step {
  step: string;
  day: number;
  exit: string;
  at: string;
  words: string;
  rule: string;
  reasonCode: string | null;
  asks: { met: boolean; words: string }[];
  message: number | null;
}
interface Preview {
  opened: string;
  entry: { letsIn: boolean; reasonCode: string | null; words: string; asks: { met: boolean; words: string }[]; assumed: string[] };
  trail: Step[];
  messages: {
    title: string;
    state: string;
    day: number;
    subject: string;
    text: string;
    to: string;
    reasonCode: string;
    reasons: string[];
  }[];
  standing: { step: string; day: number; words: string } | null;
  ending: { status: string; closedAs: string | null; reasonCode: string | null; words: string } | null;
  words: string;
  outline: string[];
  code: string;
  detail: string;
  problems: { step: string; message: string; path: string }[];
}

let whole: Whole;
let flow: string;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  flow = (await whole.post<{ id: string }>('/api/flows', pricingFlow())).body.id;
});
afterAll(() => whole.close());

const play = async (body: object, id = flow): Promise<Preview> => (await whole.post<Preview>(`/api/flows/${id}/preview`, body)).body;
const ana = { text: 'Too dear.', themes: ['pricing'], feeling: 'complaint', customer: { name: 'Ana Ruiz', email: 'ana@example.com' } };
const told = ({ trail }: Preview): string[] => trail.map(({ day, step, exit }) => `${String(day)} ${step} ${exit}`);

describe('a made-up customer', () => {
  it('walks through what is supposed, with the message as it would read', async () => {
    const seen = await play({ feedback: ana, events: [{ at: 12, what: 'verified', change: 'every price includes tax' }] });
    expect(seen.entry).toMatchObject({
      letsIn: true,
      assumed: ['The flow is not published; the test takes it as published before they spoke.'],
    });
    expect(seen.entry.asks.filter(({ met }) => met)).toHaveLength(seen.entry.asks.length);
    expect(told(seen)).toEqual(['12 wait verified', '12 tell sent', '12 done end']);
    expect(seen.trail[0]?.rule).toMatch(/^Wait until an improvement/);
    expect(seen.trail[0]?.asks[0]).toMatchObject({ met: true });
    expect(seen.messages[0]).toMatchObject({ state: 'sent', to: 'ana@example.com', title: 'You asked, we changed it' });
    expect(seen.messages[0]?.text).toContain('every price includes tax');
    expect(seen.messages[0]?.text).toContain('Ana');
    expect(seen.ending).toMatchObject({ status: 'closed', closedAs: 'told' });
    expect(seen.words).toBe('“You asked, we changed it” leaves on day 12. The loop closes: they were told.');
  });

  it('is not let in, and it is said why', async () => {
    const seen = await play({ feedback: { ...ana, themes: ['delivery'] } });
    expect(seen.entry).toMatchObject({ letsIn: false, reasonCode: 'other-theme' });
    expect(seen.entry.asks.find(({ met }) => !met)?.words).toBe('It is about delivery; asked for: pricing.');
    expect(seen.trail).toEqual([]);
  });

  it('waits in vain, hears a no, or has the improvement taken back before anything left', async () => {
    expect(told(await play({ feedback: ana }))).toEqual(['90 wait timed-out', '90 end end']);
    const standing = await play({ feedback: ana, until: 30 });
    expect(standing.standing).toMatchObject({ step: 'wait', day: 90 });
    const no = await play({ feedback: ana, events: [{ at: 5, what: 'declined', decision: 'tax differs by region' }] });
    expect(told(no)).toEqual(['5 wait declined', '5 no sent', '5 heard end']);
    expect(no.messages[0]?.text).toContain('tax differs by region');
    const back = await play({
      feedback: ana,
      events: [
        { at: 12, what: 'verified' },
        { at: 12.5, what: 'retracted' },
        { at: 13, what: 'approved' },
      ],
    });
    expect(back.trail.map(({ exit, reasonCode }) => [exit, reasonCode])).toEqual([
      ['verified', null],
      ['unwound', 'retracted'],
      ['timed-out', null],
      ['end', null],
    ]);
  });

  it('goes on as the task it is given is done, or not in time', async () => {
    await whole.ask('PUT', '/api/teams/support', { name: 'Support' });
    const stop = (id: string) => ({ id, kind: 'stop', config: { reason: id } });
    const config = { owner: { team: 'support' }, text: 'Put it right', goOn: 'done', atMost: 'P5D' };
    const task = { id: 'task', kind: 'assign', config, exits: { done: [stop('right')], 'not-done': [stop('late')] } };
    const draft = pricingFlow({ steps: [task] });
    const done = await play({ feedback: ana, draft, events: [{ at: 2, what: 'done' }] });
    expect(told(done)).toEqual(['2 task done', '2 right end']);
    expect(told(await play({ feedback: ana, draft }))).toEqual(['5 task not-done', '5 late end']);
  });

  it('without an address, or who stops mail, is not written to', async () => {
    const events = [{ at: 12, what: 'verified' }];
    const nowhere = await play({ feedback: { ...ana, customer: {} }, events });
    expect(nowhere.messages[0]).toMatchObject({ state: 'withheld', reasonCode: 'no-address' });
    expect(nowhere.ending).toMatchObject({ status: 'ended', reasonCode: 'not-told' });
    const stopped = await play({ feedback: ana, events: [{ at: 3, what: 'stopped-mail' }, ...events] });
    expect(stopped.messages[0]?.reasonCode).toBe('suppressed');
  });

  it('gets no message that nobody approved in time', async () => {
    const events = [
      { at: 12, what: 'verified' },
      { at: 40, what: 'approved' },
    ];
    const late = await play({ feedback: ana, events });
    expect(late.messages[0]).toMatchObject({ state: 'withheld', reasonCode: 'stale', day: 26 });
  });
});

describe('the house rules', () => {
  it('hold in virtual time: the delay, the hours, and one message a week', async () => {
    await whole.ask('PATCH', '/api/house-rules', {
      sendDelay: 'PT10M',
      quietHours: { from: 8, to: 20 },
      zone: 'Europe/Berlin',
      cap: { messages: 1, within: 'P7D' },
    });
    const twice = pricingFlow();
    twice.steps?.[0]?.exits?.['verified']?.splice(1, 0, {
      id: 'again',
      kind: 'send-message',
      config: { template: 'we-have-not-managed-it', channel: 'email' },
    });
    const opened = new Date(whole.clock.now()).setUTCHours(0, 0, 0, 0);
    const late = new Date(opened + 5 * DAY + 22 * 3_600_000).toISOString();
    const seen = await play({ feedback: ana, draft: twice, events: [{ at: late, what: 'verified' }] });
    await whole.ask('PATCH', '/api/house-rules', { sendDelay: 'PT0S', quietHours: null, cap: null });
    const [tell, again] = seen.messages;
    expect(new Date(String(seen.trail[1]?.at)).getTime() - Date.parse(late)).toBeGreaterThan(8 * 3_600_000);
    expect(tell?.reasons[0]).toMatch(/^It is outside the hours/);
    expect(again?.reasons.some((why) => why.startsWith('They have had as many messages'))).toBe(true);
    expect((again?.day ?? 0) - (tell?.day ?? 0)).toBe(7);
  });
});

describe('a real feedback', () => {
  it('gives what the real loop gets: the same steps, messages, and the same instant of its deadline', async () => {
    const live = await published(whole, pricingFlow({ name: 'Live' }));
    const one = await said(whole, 3);
    await whole.settle();
    const wait = await whole.db.waits.findOne({ flow: live }).lean();
    const empty = await play({ feedbackId: one.feedback }, live);
    expect(empty.trail[0]?.at).toBe(wait?.deadline?.toISOString());
    const improvement = await shipped(whole, 1);
    const seen = await play(
      { feedbackId: one.feedback, events: [{ at: whole.clock.now().toISOString(), what: 'verified', improvement }] },
      live,
    );
    await verified(whole, improvement);
    const message = await whole.db.messages.findOne({ customer: one.customer }).lean();
    const links = /https?:\S+/g;
    expect(seen.messages[0]?.text.replaceAll(links, '')).toBe(message?.content?.text.replaceAll(links, ''));
    expect(seen.messages[0]?.subject).toBe(message?.content?.subject);
    const after = await play({ feedbackId: one.feedback, events: [{ at: 4, what: 'verified', improvement }] }, live);
    expect(after.messages[0]).toMatchObject({ reasonCode: 'already-told' });
    expect(await whole.db.messages.countDocuments({ customer: one.customer })).toBe(1);
  });

  it('answers within 200 ms', async () => {
    const { feedback } = await said(whole, 2);
    const body = { feedbackId: feedback, events: [{ at: 12, what: 'verified' }] };
    const times: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const begun = performance.now();
      await play(body);
      times.push(performance.now() - begun);
    }
    expect(Math.min(...times)).toBeLessThan(200);
  });
});

interface CaseRun {
  name: string;
  state: string;
  expected: string[];
  now: string[];
}
describe('pinned cases', () => {
  it('say on each change of the draft whether they still go as they went', async () => {
    const trial = { feedback: { ...ana, occurredAt: whole.clock.now().toISOString() }, events: [{ at: 40, what: 'verified' }] };
    const { outline } = await play(trial);
    expect(outline).toHaveLength(4);
    await whole.ask('PUT', `/api/flows/${flow}/cases`, { cases: [{ id: 'one', name: 'Ana, on day 40', trial, expected: outline }] });
    expect((await whole.get<{ cases: { name: string }[] }>(`/api/flows/${flow}/cases`)).body.cases[0]?.name).toBe('Ana, on day 40');
    const run = async (body: object): Promise<CaseRun | undefined> =>
      (await whole.post<{ items: CaseRun[] }>(`/api/flows/${flow}/cases/run`, body)).body.items[0];
    expect(await run({})).toMatchObject({ state: 'same', now: outline });
    const shorter = pricingFlow();
    Object.assign(shorter.steps?.[0]?.config ?? {}, { atMost: 'P30D' });
    expect(await run({ draft: shorter })).toMatchObject({ state: 'changed', expected: outline });
    expect((await run({ draft: shorter }))?.now[0]).toMatch(/^Day 30: The wait passed its limit/);
    expect(await run({ draft: pricingFlow({ entry: { themes: ['nothing'] } }) })).toMatchObject({ state: 'refused' });
  });

  it('can be found: somebody typical, somebody without an address, somebody by name', async () => {
    const typical = await said(whole, 1, { customer: { externalId: 'typical', name: 'Ty Pical', email: 'ty@example.com' } });
    const nowhere = await said(whole, 2, { customer: { externalId: 'nowhere' } });
    interface Found {
      items: { feedbackId: string; letsIn: boolean; words: string }[];
      typical: string | null;
      withoutAddress: string | null;
    }
    const find = async (body: object): Promise<Found> => (await whole.post<Found>(`/api/flows/${flow}/candidates`, body)).body;
    expect(await find({})).toMatchObject({ typical: typical.feedback, withoutAddress: nowhere.feedback });
    const draft = pricingFlow({ entry: { themes: ['delivery'] } });
    expect((await find({ search: 'pical', draft })).items).toMatchObject([
      { feedbackId: typical.feedback, letsIn: false, words: 'It is about something else.' },
    ]);
  });
});

describe('what cannot be played', () => {
  it('is refused in words: a draft that does not run, an unknown improvement, nobody to play it for', async () => {
    const claim = { id: 'tell', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'email' } };
    const broken = await play({ feedback: ana, draft: { name: 'X', steps: [claim] } });
    expect(broken).toMatchObject({ code: 'problems', problems: [{ step: 'tell' }] });
    const unknown = await play({ feedback: ana, events: [{ at: 1, what: 'verified', improvement: 'nothing' }] });
    expect(unknown.problems[0]?.path).toBe('events.0.improvement');
    expect((await play({})).code).toBe('invalid');
    expect((await play({ feedbackId: 'nobody' })).code).toBe('not-found');
  });
});
