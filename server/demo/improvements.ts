import { daysBefore, lastTuesday } from './moments.ts';
import type { DemoImprovement } from './workspace-shape.ts';

/** One change that shipped and waits for somebody to verify it, two that are planned, one verified before its loops began. */
export const demoImprovements = (now: Date): DemoImprovement[] => [
  {
    improvement: {
      id: 'demo-prices-with-tax',
      themes: ['demo-pricing'],
      title: 'prices without tax',
      change: {
        en: 'every price in the shop and the app includes tax',
        de: 'jeder Preis im Shop und in der App enthält die Steuer',
      },
      stillNot: 'The printed spare-parts catalogue still lists prices without tax; the next edition will not.',
      seeAt: 'https://shop.haldenbikes.example/prices',
      owner: 'Maya Lind, pricing',
      scope: { not: { field: 'customer.attributes.plan', is: ['basic'] } },
    },
    ship: { shippedAt: lastTuesday(now).toISOString() },
    toVerify: {
      evidence: [
        {
          text: 'Compared 60 product pages with their checkout, signed in on Pro and on Workshop, in 11 countries: the same amount on both.',
        },
        { text: 'Checked the app, version 4.1.2, on two phones: product page, saved list and basket show the amount that is paid.' },
      ],
    },
  },
  {
    improvement: {
      id: 'demo-saved-list',
      themes: ['demo-app-faults'],
      title: 'the saved list that empties itself',
      change: { en: 'the app keeps your saved list when it closes', de: 'die App behält Ihre Merkliste, wenn sie sich schließt' },
      stillNot: 'Lists that were lost before cannot be brought back.',
      owner: 'Ana Ruiz, app team',
      scope: { field: 'customer.attributes.appVersion', known: true },
    },
  },
  {
    improvement: {
      id: 'demo-delivery-window',
      themes: ['demo-delivery'],
      title: 'a delivery window of two hours',
      change: {
        en: 'you choose a delivery window of two hours, and the driver calls before coming',
        de: 'ein Lieferfenster von zwei Stunden ist wählbar, und der Fahrer ruft vorher an',
      },
      stillNot: 'Islands and deliveries through customs still go without a window.',
      owner: 'Jonas Brekke, delivery',
    },
  },
  {
    improvement: {
      id: 'demo-pickup-message',
      themes: ['demo-delivery'],
      title: 'which pick-up point has the parcel',
      change: {
        en: 'the message about your parcel names the pick-up point that really has it',
        de: 'die Nachricht zu Ihrem Paket nennt die Abholstelle, die es wirklich hat',
      },
      owner: 'Jonas Brekke, delivery',
      scope: { field: 'customer.attributes.region', is: ['nordics'] },
    },
    ship: { shippedAt: daysBefore(now, 12).toISOString() },
    verify: { evidence: 'Followed 40 parcels to pick-up points in Norway, Sweden, Denmark and Finland: 40 messages named the right one.' },
  },
];
