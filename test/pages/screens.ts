import type { Page } from 'playwright-core';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import type { Whole } from '../harness/whole.ts';

export const WAITING = 30;

/** Where the pages of single things are found. */
export interface Ids {
  flow: string;
  loop: string;
  message: string;
  customer: string;
  improvement: string;
}

/** One customer told, one who has no address, thirty who wait. */
export async function aTown(whole: Whole): Promise<Ids> {
  await someThemes(whole);
  await published(whole, pricingFlow());
  await said(whole, 10, { customer: { externalId: 'C-1', name: 'Priya Nair', email: 'priya@example.com' } });
  await said(whole, 10, { customer: { externalId: 'C-2', name: 'Otto Berg' } });
  await whole.settle();
  const improvement = await shipped(whole, 3);
  await verified(whole, improvement);
  for (let i = 0; i < WAITING; i++)
    await said(whole, 1, { customer: { externalId: `W-${String(i)}`, name: `Waiting ${String(i)}`, email: `w${String(i)}@example.com` } });
  await whole.settle();
  const first = async (path: string): Promise<string> => (await whole.get<{ items: { id: string }[] }>(path)).body.items[0]?.id ?? '';
  return {
    improvement,
    flow: await first('/api/flows'),
    loop: await first('/api/loops?status=closed'),
    message: await first('/api/messages?state=sent'),
    customer: await first('/api/customers?externalId=C-1'),
  };
}

/** The screens that are there before anything else is, by the heading that says so. */
export const LISTS: readonly (readonly [string, string])[] = [
  ['/', 'Home'],
  ['/improvements', 'Improvements'],
  ['/customers', 'Customers'],
  ['/approvals', 'Approvals'],
  ['/outbox', 'Outbox'],
  ['/flows', 'Flows'],
  ['/loops', 'Loops'],
  ['/feedback', 'Feedback'],
  ['/feedback/import', ''],
  ['/tasks', 'Tasks'],
  ['/themes', 'Themes'],
  ['/templates', 'Templates'],
  ['/sources', 'Sources'],
  ['/connections', 'Connections and teams'],
  ['/house-rules', 'House rules'],
  ['/people', 'People and keys'],
  ['/audit', 'Audit'],
  ['/me', 'You'],
];

/** Every screen. */
export const screensOf = (ids: Ids): (readonly [string, string])[] => [
  ...LISTS,
  [`/improvements/${ids.improvement}`, 'prices without tax'],
  [`/customers/${ids.customer}`, 'Priya Nair'],
  [`/outbox/${ids.message}`, ''],
  [`/flows/${ids.flow}`, 'Pricing promises'],
  [`/loops/${ids.loop}`, 'About'],
  ['/themes/pricing', 'pricing'],
  ['/templates/you-asked-we-changed', 'You asked, we changed it'],
  ['/nowhere', 'There is no such page'],
];

/** Opens a screen and waits until it is whole. */
export async function at(page: Page, [path, heading]: readonly [string, string]): Promise<void> {
  await go(page, path);
  await page.getByRole('heading', { level: 1, name: heading }).first().waitFor();
  await whole(page);
}

/** Goes elsewhere as a link of ours does: what is loaded stays. To a screen of the kind that is there already, by the address. */
export async function go(page: Page, path: string): Promise<void> {
  const there = new URL(path, page.url());
  const kindOf = ({ pathname }: URL): string => `${pathname.split('/')[1] ?? ''} ${String(pathname.split('/').length)}`;
  if (kindOf(there) === kindOf(new URL(page.url()))) {
    await page.goto(there.href);
    return;
  }
  const before = await page.locator('h1').first().elementHandle();
  await page.evaluate((address) => {
    history.pushState(history.state, '', address);
    dispatchEvent(new PopStateEvent('popstate', { state: history.state as unknown }));
  }, path);
  await page.waitForFunction((one) => !one.isConnected, before);
}

/** Nothing on it is still being read. */
export async function whole(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('main .waiting') === null);
}
