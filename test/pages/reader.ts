import axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { PersonRole } from '../../server/people/person.schema.ts';
import { A_PASSWORD } from '../builders/people.ts';
import { Whole } from '../harness/whole.ts';
import { Tabs } from './browser.ts';
import { buildPages } from './build-pages.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** Somebody with a browser before the whole product, which listens as it does in use. */
export class Reader {
  /** What the browser complained about since the start: errors of scripts, and what the content security policy blocked or was not there. */
  readonly complaints: string[] = [];

  private constructor(
    readonly whole: Whole,
    readonly address: string,
    private readonly tabs: Tabs,
  ) {}

  static async start(): Promise<Reader> {
    await buildPages();
    const whole = await Whole.start({ PUBLIC_URL: 'http://localhost:3000' });
    // Sessions are forgotten by the database's own clock.
    whole.clock.advance(Date.now() - whole.clock.now().getTime());
    await whole.app.listen(0, '127.0.0.1');
    return new Reader(whole, await whole.app.getUrl(), await Tabs.ready());
  }

  /** A new tab of its own, with nothing kept from others. */
  async open(options: BrowserContextOptions = {}, path = '/'): Promise<Page> {
    const page = await this.tabs.open({ reducedMotion: 'reduce', ...options });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (said) => {
      if (said.type() === 'error' && !said.text().startsWith('Failed to load resource')) this.complaints.push(said.text());
    });
    page.on('response', (answer) => {
      if (answer.status() >= 400 && !answer.url().includes('/api/')) this.complaints.push(`${String(answer.status())} ${answer.url()}`);
    });
    await page.goto(`${this.address}${path}`);
    return page;
  }

  /** A tab in which an administrator is signed in by a link, at Home. */
  async signedIn(options: BrowserContextOptions = {}): Promise<Page> {
    const { body } = await this.whole.post<{ link: string }>('/api/sign-in/links', {});
    const page = await this.open(options, `/sign-in${new URL(body.link).hash}`);
    await page.getByRole('button', { name: 'Sign in as administrator' }).click();
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    return page;
  }

  /** A tab in which somebody of this name is signed in, at Home. */
  async colleague(name: string, role: PersonRole): Promise<Page> {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@halden.example`;
    const { body } = await this.whole.post<{ link: string }>('/api/people/invitations', { email, role });
    const page = await this.open({}, `/sign-in${new URL(body.link).hash}`);
    await page.getByLabel('Your name').fill(name);
    await page.getByLabel('A password').fill(A_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    return page;
  }

  async stop(): Promise<void> {
    await this.tabs.close();
    await this.whole.close();
  }
}

/** What is in the way of somebody who does not see, or sees little, by axe's rules for WCAG 2.2 AA. */
export async function obstacles(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
