import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Town } from './town.ts';

let town: Town;

/** Everything that happens, in order; what became of each customer stands in the table below. */
beforeAll(async () => {
  town = await Town.open();
  const themes = ['pricing', 'delivery', 'parking', 'fees', 'support', 'app', 'website', 'stock', 'sizes', 'colours', 'menu', 'opening'];
  for (const theme of themes) await town.theme(theme);
  await town.flow({ name: 'Prices', theme: 'pricing' });
  await town.flow({ name: 'Prices in the chat', theme: 'pricing', from: 'chat' });
  await town.flow({ name: 'Delivery, compared', theme: 'delivery', holdback: { percent: 50, until: '2999-01-01' } });
  await town.flow({ name: 'Parking', theme: 'parking' });
  await town.flow({ name: 'Fees', theme: 'fees', withoutDeclined: true });
  await town.flow({ name: 'Support', theme: 'support', hold: true });
  await town.flow({ name: 'App', theme: 'app' });
  await town.flow({ name: 'Website', theme: 'website', atMost: 'PT3S' });
  const stock = await town.flow({ name: 'Stock', theme: 'stock' });
  await town.flow({ name: 'Sizes', theme: 'sizes', hold: true });
  await town.flow({ name: 'Colours', theme: 'colours' });
  await town.flow({ name: 'Menu', theme: 'menu', hold: true });
  await town.flow({ name: 'Opening', theme: 'opening' });

  await town.says('Ada', 'pricing', { plan: 'pro' });
  await town.says('Ben', 'pricing', { plan: 'pro', days: 0.1 });
  await town.says('Cleo', 'pricing', { plan: 'pro', source: 'chat' });
  await town.says('Dan', 'pricing', { plan: 'pro', brand: 'north' });
  await town.says('Dan', 'pricing', { plan: 'pro', brand: 'south' });
  await town.says('Eve', 'pricing', { plan: 'pro' });
  await town.says('Fay', 'pricing', { plan: 'pro' });
  await town.says('Gil', 'pricing', { plan: 'basic' });
  await town.says('Hal', 'delivery');
  await town.says('Ida', 'pricing', { plan: 'pro', days: 400 });
  await town.says('Jon', 'pricing', { plan: 'pro' });
  await town.says('Kim', 'pricing', { plan: 'pro' });
  await town.says('Kay', 'pricing', { plan: 'pro', email: 'kim@example.com' });
  await town.says('Lea', 'pricing', { plan: 'pro' });
  await town.says('Max', 'pricing', { plan: 'pro', email: null });
  await town.says('Quin', 'parking');
  await town.says('Ray', 'support');
  await town.says('Sue', 'app');
  await town.says('Tom', 'website');
  await town.says('Uma', 'stock');
  await town.says('Vic', 'fees');
  await town.says('Wes', 'sizes', { plan: 'pro' });
  await town.says('Xia', 'colours');
  await town.says('Yan', 'menu');
  await town.says('Zoe', 'opening');
  await town.waiting(23);

  await town.improvement('new-colours', 'colours');
  town.mail.say({
    data: (stream) => {
      stream.resume().once('end', () => {
        town.mail.hangUp();
      });
    },
  });
  await town.verify('new-colours');
  await town.deployment.eventually('unknown', async () => (await town.why('Xia', 'new-colours')).reasonCode === 'outcome-unknown');
  town.mail.say({});
  await town.improvement('tax', 'pricing');
  await town.change('Eve', { consent: { email: false } });
  await town.change('Fay', { attributes: { plan: 'basic' } });
  await town.change('Gil', { attributes: { plan: 'pro' } });
  await town.arm('Hal', 0.1);
  await town.says('Jon', 'pricing', { plan: 'pro', days: 0.1 });
  await town.deployment.done('POST', `/api/customers/${await town.id('Kim')}/merge`, {
    other: await town.id('Kay'),
    proof: 'she wrote from both',
  });
  await town.id('Lea');
  await town.deployment.done('DELETE', `/api/customers/${await town.id('Lea')}`);
  await town.deployment.done('POST', `/api/flows/${stock}/pause`, { sendNothing: true });

  const pro = { field: 'customer.attributes.plan', is: ['pro'] };
  await Promise.all([town.verify('tax', { scope: pro }), town.says('Oli', 'pricing', { plan: 'pro' })]);
  await town.says('Nia', 'pricing', { plan: 'pro' });

  for (const theme of ['delivery', 'support', 'app', 'stock', 'sizes', 'menu', 'opening']) await town.improvement(`new-${theme}`, theme);
  for (const theme of ['parking', 'fees']) {
    await town.improvement(`new-${theme}`, theme);
    await town.act(`new-${theme}`, 'decline', { decision: 'there is no room for it' });
  }
  for (const theme of ['delivery', 'support', 'app', 'stock', 'sizes', 'opening']) await town.verify(`new-${theme}`);
  await town.verify('new-menu');

  await town.held('new-support');
  await town.act('new-support', 'retract', { reason: 'it broke again', whatIsTrue: 'support is as it was', correct: true });
  await town.deployment.eventually('Sue is told', async () => (await town.why('Sue', 'new-app')).told);
  await town.act('new-app', 'retract', { reason: 'it broke again', whatIsTrue: 'the app is as it was', correct: true });
  await town.held('new-sizes');
  await town.deployment.done('PATCH', '/api/improvements/new-sizes', { scope: { field: 'customer.attributes.plan', is: ['basic'] } });
  await town.approve('new-sizes');
  await town.held('new-menu');
  await town.deployment.done('PATCH', '/api/improvements/new-menu', { expiresAt: new Date(Date.now() + 1000).toISOString() });
  await town.deployment.eventually(
    'the menu is over',
    async () => (await town.deployment.done('GET', '/api/improvements/new-menu'))['state'] === 'expired',
  );
  await town.approve('new-menu');
  await town.deployment.eventually('Zoe is told', async () => (await town.why('Zoe', 'new-opening')).told);
  await town.says('Zoe', 'opening', { days: 0.5 });
  await town.deployment.done('POST', '/api/improvements', {
    id: 'newer-opening',
    themes: ['opening'],
    title: 'newer-opening',
    change: 'opening is longer still',
  });
  await town.act('newer-opening', 'ship', { shippedAt: new Date(Date.now() - 3_600_000).toISOString() });
  await town.verify('newer-opening');
  await town.improvement('new-website', 'website');
  await town.verify('new-website');
}, 240_000);
afterAll(() => town.close());

const TABLE: { who: string; story: string; improvement: string; told: boolean; mails: number; words: string }[] = [
  { who: 'Ada', story: 'spoke before it shipped', improvement: 'tax', told: true, mails: 1, words: 'They were told of “tax” on ….' },
  {
    who: 'Ben',
    story: 'spoke after it shipped',
    improvement: 'tax',
    told: false,
    mails: 0,
    words: 'They spoke on …, after it shipped on …: that says it is still not fixed, and only those who spoke before are told.',
  },
  { who: 'Cleo', story: 'is in two flows', improvement: 'tax', told: true, mails: 1, words: 'They were told of “tax” on ….' },
  { who: 'Dan', story: 'spoke to two brands', improvement: 'tax', told: true, mails: 1, words: 'They were told of “tax” on ….' },
  {
    who: 'Eve',
    story: 'stopped mail while she waited',
    improvement: 'tax',
    told: false,
    mails: 0,
    words: 'They do not want messages in this channel; what they said no to is never sent.',
  },
  {
    who: 'Fay',
    story: 'left Pro while she waited',
    improvement: 'tax',
    told: false,
    mails: 0,
    words: '“tax” holds only for customers whose plan is pro; their plan is basic.',
  },
  { who: 'Gil', story: 'joined Pro while he waited', improvement: 'tax', told: true, mails: 1, words: 'They were told of “tax” on ….' },
  {
    who: 'Hal',
    story: 'is in the comparison group',
    improvement: 'new-delivery',
    told: false,
    mails: 0,
    words: 'They are in the comparison group and are not told of “new-delivery” on purpose, to measure what telling does.',
  },
  {
    who: 'Ida',
    story: 'spoke more than a year ago',
    improvement: 'tax',
    told: false,
    mails: 0,
    words: 'They spoke about pricing on …, longer ago than the flow lets anybody in, so nothing waits for them.',
  },
  {
    who: 'Jon',
    story: 'complained again after it shipped',
    improvement: 'tax',
    told: false,
    mails: 0,
    words: 'They spoke on …, after it shipped on …: that says it is still not fixed, and only those who spoke before are told.',
  },
  { who: 'Kim', story: 'turned out to be two customers', improvement: 'tax', told: true, mails: 1, words: 'They were told of “tax” on ….' },
  {
    who: 'Lea',
    story: 'was erased',
    improvement: 'tax',
    told: false,
    mails: 0,
    words: 'They were erased; nothing about them is kept, and nothing is sent.',
  },
  {
    who: 'Max',
    story: 'gave no address',
    improvement: 'tax',
    told: false,
    mails: 0,
    words: 'There is no address to write to in this channel; a message needs one.',
  },
  {
    who: 'Nia',
    story: 'began to wait after it was verified',
    improvement: 'tax',
    told: true,
    mails: 1,
    words: 'They were told of “tax” on ….',
  },
  {
    who: 'Oli',
    story: 'began to wait while it was verified',
    improvement: 'tax',
    told: true,
    mails: 1,
    words: 'They were told of “tax” on ….',
  },
  {
    who: 'Quin',
    story: 'hears a decision against it',
    improvement: 'new-parking',
    told: true,
    mails: 1,
    words: 'It was decided against “new-parking”: there is no room for it. They were told so on ….',
  },
  {
    who: 'Ray',
    story: 'it was taken back before the message left',
    improvement: 'new-support',
    told: false,
    mails: 0,
    words: '“new-support” was taken back: it broke again; what does not hold is told to nobody.',
  },
  {
    who: 'Sue',
    story: 'it was taken back after she was told',
    improvement: 'new-app',
    told: true,
    mails: 2,
    words: 'They were told of “new-app” on …, and it was taken back since: it broke again.',
  },
  {
    who: 'Tom',
    story: 'nothing changed in time',
    improvement: 'new-website',
    told: false,
    mails: 0,
    words: 'Their loop ended unanswered, because nothing changed in time.',
  },
  {
    who: 'Uma',
    story: 'the flow is paused',
    improvement: 'new-stock',
    told: false,
    mails: 0,
    words: 'The flow is paused; it goes on when somebody resumes it.',
  },
  {
    who: 'Vic',
    story: 'a decision, and a flow without a path for it',
    improvement: 'new-fees',
    told: false,
    mails: 0,
    words: 'Their loop came to the end of its flow, and there was nothing more to do.',
  },
  {
    who: 'Wes',
    story: 'it was narrowed before the message left, and he waits again',
    improvement: 'new-sizes',
    told: false,
    mails: 0,
    words: '“new-sizes” holds only for customers whose plan is basic; their plan is pro.',
  },
  {
    who: 'Xia',
    story: 'the mail server hung up',
    improvement: 'new-colours',
    told: true,
    mails: 0,
    words: 'It was handed over on …, and whether it arrived is not known; it is not sent again unless a person says so.',
  },
  {
    who: 'Yan',
    story: 'it expired before the message left',
    improvement: 'new-menu',
    told: false,
    mails: 0,
    words: '“new-menu” held until … and is over; it is told to nobody any more.',
  },
  {
    who: 'Zoe',
    story: 'was told of one, spoke again, and is told of the next',
    improvement: 'newer-opening',
    told: true,
    mails: 2,
    words: 'They were told of “newer-opening” on ….',
  },
];

describe('the customers of one town, each told or not, and why', () => {
  it.each(TABLE)('$who: $story', async ({ who, improvement, told, mails, words }) => {
    const expected = { told, words, mails };
    const now = async (): Promise<typeof expected> => {
      const why = await town.why(who, improvement);
      return { told: why.told, words: why.words, mails: town.mailsTo(who) };
    };
    await town.deployment
      .eventually(who, async () => JSON.stringify(await now()) === JSON.stringify(expected), 15_000)
      .catch(() => undefined);
    expect(await now()).toEqual(expected);
  });
});
