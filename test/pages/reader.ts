import axe from 'axe-core';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
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

const LOOKS: BrowserContextOptions = { reducedMotion: 'reduce' };

/** Somebody with a browser before the whole product, which listens as it does in use. */
export class Reader {
  /** What the browser complained about since the start: errors and warnings of scripts, and what the content security policy blocked or was not there. */
  readonly complaints: string[] = [];
  /** Windows in which the administrator is signed in, by how they look: a tab in one of them costs half of what a window costs. */
  private readonly windows = new Map<string, BrowserContext>();

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
    return this.begin(await this.tabs.open({ ...LOOKS, ...options }), path);
  }

  private async begin(page: Page, path: string): Promise<Page> {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (said) => {
      if (['error', 'warning'].includes(said.type()) && !said.text().startsWith('Failed to load resource'))
        this.complaints.push(said.text());
    });
    page.on('response', (answer) => {
      if (answer.status() >= 400 && !answer.url().includes('/api/')) this.complaints.push(`${String(answer.status())} ${answer.url()}`);
    });
    await page.goto(`${this.address}${path}`);
    return page;
  }

  /** A tab in which an administrator is signed in, as by a link before; at Home unless elsewhere is said. Its window is closed by who spoils it. */
  async signedIn(options: BrowserContextOptions = {}, path = '/'): Promise<Page> {
    const looks = JSON.stringify(options);
    const window = this.windows.get(looks) ?? (await this.signedInWindow(options));
    this.windows.set(looks, window);
    window.once('close', () => this.windows.delete(looks));
    const page = await this.begin(await window.newPage(), path);
    if (path === '/') await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
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

  private async signedInWindow(options: BrowserContextOptions): Promise<BrowserContext> {
    const { body } = await this.whole.post<{ link: string }>('/api/sign-in/links', {});
    const token = new URL(body.link).hash.replace('#link=', '');
    const { headers } = await this.whole.post('/api/sign-in/link', { token });
    return this.tabs.window({ ...LOOKS, ...options, storageState: this.keptBy(String(headers['set-cookie'])) });
  }

  /** What a browser keeps of a sign-in: the cookie of the session, and that there is one. */
  private keptBy(cookie: string): Exclude<BrowserContextOptions['storageState'], string | undefined> {
    const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(cookie) ?? [];
    const url = new URL(this.address);
    return {
      cookies: [{ name, value, domain: url.hostname, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' }],
      origins: [{ origin: url.origin, localStorage: [{ name: 'loopwright-signed-in', value: 'yes' }] }],
    };
  }

  async stop(): Promise<void> {
    await this.tabs.close();
    await this.whole.close();
  }
}

/** What is in the way of somebody who does not see, or sees little, by axe's rules for WCAG 2.2 AA. */
export async function obstacles(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // What is well is not described, and does not leave the page: it was most of the work.
  return page.evaluate(async () => {
    const { violations } = await window.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
