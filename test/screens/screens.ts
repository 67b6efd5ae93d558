import type { Page } from 'playwright-core';
import type { Ids } from './scene.ts';

/** One screen: its file's name, its address, and what is done on it before the picture. */
export interface Screen {
  name: string;
  path: string;
  then?: (page: Page) => Promise<void>;
}

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').waitFor();
};

export const SIGN_IN: Screen = { name: 'sign-in', path: '/sign-in' };

/** Every screen of the editor. */
export const screensOf = (ids: Ids): Screen[] => [
  { name: 'home', path: '/' },
  { name: 'improvements', path: '/improvements' },
  { name: 'improvement', path: `/improvements/${ids.improvement}` },
  { name: 'improvement-told', path: `/improvements/${ids.told}` },
  { name: 'take-it-back', path: `/improvements/${ids.told}`, then: press('Take it back') },
  { name: 'customers', path: '/customers' },
  { name: 'customer', path: `/customers/${ids.customer}` },
  { name: 'approvals', path: '/approvals' },
  { name: 'outbox', path: '/outbox' },
  { name: 'message', path: `/outbox/${ids.message}` },
  { name: 'message-held', path: `/outbox/${ids.held}` },
  { name: 'message-unknown', path: `/outbox/${ids.unknown}` },
  { name: 'flows', path: '/flows' },
  { name: 'flow', path: `/flows/${ids.flow}` },
  { name: 'flow-new', path: '/flows/new' },
  {
    name: 'flow-picker',
    path: `/flows/${ids.flow}`,
    then: async (page) => {
      await page.getByRole('tree').getByRole('button', { name: /days/ }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'flow-kinds',
    path: `/flows/${ids.flow}`,
    then: async (page) => {
      await page.getByRole('treeitem').first().focus();
      await page.keyboard.press('/');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'loops', path: '/loops' },
  { name: 'loop', path: `/loops/${ids.loop}` },
  { name: 'feedback', path: '/feedback' },
  { name: 'import', path: '/feedback/import' },
  { name: 'sources', path: '/sources' },
  { name: 'themes', path: '/themes' },
  { name: 'theme', path: '/themes/demo-pricing' },
  { name: 'templates', path: '/templates' },
  { name: 'template', path: '/templates/you-asked-we-changed' },
  { name: 'tasks', path: '/tasks' },
  { name: 'connections', path: '/connections' },
  { name: 'house-rules', path: '/house-rules' },
  { name: 'people', path: '/people' },
  { name: 'audit', path: '/audit' },
  { name: 'me', path: '/me' },
  {
    name: 'palette',
    path: '/',
    then: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'keys',
    path: '/',
    then: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'nowhere', path: '/nowhere' },
];
