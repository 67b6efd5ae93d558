import { Demo } from '../../pages/demo.ts';
import { connect } from '../../../server/storage/connection.ts';
import { modelsOf } from '../../../server/storage/models.ts';
import { measured } from '../statistics.ts';
import type { Measured } from '../statistics.ts';
import { fill, personAt, SEARCHABLE } from './fill.ts';
import { until } from './visits.ts';

const FEEDBACK_EACH = 5;
/** Spread over the whole, and never the same twice. */
const STEP = 611_953;

const linkTo = (id: string): string => `main a[href$="/customers/${id}"]`;

export interface CrowdMeasured {
  customers: number;
  feedback: number;
  seconds: Record<string, Measured>;
}

/** How soon somebody is found and their page is there among very many; the database stays in its folder for the next time. */
export async function crowdOf(folder: string, customers: number, visits: number, say: (words: string) => void): Promise<CrowdMeasured> {
  const demo = await Demo.among(folder);
  const { deployment } = demo;
  try {
    await deployment.ask('PATCH', '/api/house-rules', { searchable: [SEARCHABLE] });
    const connection = await connect(deployment.mongodbUri);
    const db = modelsOf(connection);
    await fill(db, { customers, feedbackEach: FEEDBACK_EACH }, say);
    const counts = { customers: await db.customers.estimatedDocumentCount(), feedback: await db.feedback.estimatedDocumentCount() };
    await connection.close();
    const page = await demo.atTheDoor();
    await page.getByRole('button', { name: 'Sign in as administrator' }).click();
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    const all: Record<string, number[]> = { 'found by name': [], 'found by e-mail': [], 'found by order number': [], 'their page': [] };
    for (let visit = 0; visit < visits; visit += 1) {
      const who = personAt(((visit + 1) * STEP) % customers);
      const asked = { 'found by name': who.name, 'found by e-mail': who.email, 'found by order number': who.order };
      for (const [what, words] of Object.entries(asked)) {
        await page.goto(`${deployment.url}/customers`);
        const box = page.getByRole('searchbox');
        await box.waitFor();
        all[what]?.push((await until(page, () => box.fill(words), linkTo(who.id))) / 1000);
      }
      const open = () => page.locator(linkTo(who.id)).first().press('Enter');
      all['their page']?.push((await until(page, open, 'main ol.line li p')) / 1000);
      say(
        `visit ${String(visit + 1)}: ${Object.entries(all)
          .map(([what, some]) => `${what} ${(some.at(-1) ?? 0).toFixed(2)} s`)
          .join(', ')}`,
      );
    }
    return { ...counts, seconds: Object.fromEntries(Object.entries(all).map(([what, some]) => [what, measured(some)])) };
  } finally {
    await demo.stop();
  }
}
