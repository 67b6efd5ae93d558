import type { Theme } from '@loopwright/workflows/contract';

/** What Halden's customers talk about. Singular and plural count ("three prices"), mass does not ("pricing"). */
export const demoThemes: Theme[] = [
  {
    key: 'demo-pricing',
    name: 'Pricing',
    description: 'What things cost and how prices are shown: tax, fees, discounts, what is on the invoice.',
    noun: { en: { singular: 'price', plural: 'prices', mass: 'pricing' }, de: { singular: 'Preis', plural: 'Preise' } },
    examples: ['The price in the shop is without tax and the one I pay is not.', 'Shipping for one spoke costs more than the spoke.'],
  },
  {
    key: 'demo-delivery',
    name: 'Delivery',
    description: 'The way from our warehouse to the door: dates, carrier, damage on the way, tracking, customs.',
    noun: { en: { singular: 'delivery', plural: 'deliveries', mass: 'delivery' }, de: { singular: 'Lieferung', plural: 'Lieferungen' } },
    examples: ['It says delivered and there is no parcel.', 'The box came a week late and nobody told me.'],
  },
  {
    key: 'demo-app-faults',
    name: 'App faults',
    description: 'The Halden app does something wrong: it closes, forgets, shows the wrong thing, does not connect.',
    noun: {
      en: { singular: 'fault in the app', plural: 'faults in the app' },
      de: { singular: 'Fehler in der App', plural: 'Fehler in der App' },
    },
    examples: ['My saved list is empty every time the app closes.', 'The app no longer finds my bike.'],
  },
  {
    key: 'demo-app',
    name: 'The app',
    description: 'What the Halden app does or should do, where nothing is broken.',
    noun: { en: { singular: 'app', plural: 'apps' }, de: { singular: 'App', plural: 'Apps' } },
    examples: ['Please let me export my rides.', 'I can lock the bike from the sofa.'],
  },
  {
    key: 'demo-staff',
    name: 'Staff',
    description: 'People: in the stores, in the workshops, on the phone, in the chat.',
    noun: {
      en: { singular: 'colleague', plural: 'colleagues', mass: 'staff' },
      de: { singular: 'Kollegin', plural: 'Kolleginnen und Kollegen', mass: 'Personal' },
    },
    examples: ['The mechanic showed me how to do it myself.', 'I was on hold for forty minutes.'],
  },
  {
    key: 'demo-bikes',
    name: 'Bikes',
    description: 'The bicycles and what is mounted on them: ride, build, paint, range, noise.',
    noun: { en: { singular: 'bike', plural: 'bikes' }, de: { singular: 'Rad', plural: 'Räder' } },
    examples: ['The bottom bracket creaks after 300 km.', 'The belt is so quiet that I use the bell.'],
  },
  {
    key: 'demo-spare-parts',
    name: 'Spare parts',
    description: 'Whether parts can be found, ordered and fitted.',
    noun: { en: { singular: 'spare part', plural: 'spare parts' }, de: { singular: 'Ersatzteil', plural: 'Ersatzteile' } },
    examples: ['The belt has been out of stock for weeks.', 'Please print the torque in the diagram.'],
  },
  {
    key: 'demo-returns',
    name: 'Returns and warranty',
    description: 'Sending back, refunds, exchanges, warranty.',
    noun: { en: { singular: 'return', plural: 'returns' }, de: { singular: 'Rückgabe', plural: 'Rückgaben' } },
    examples: ['Three weeks and no refund.', 'The fork was replaced without an argument.'],
  },
];
