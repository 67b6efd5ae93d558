import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../../../shared/data/fabsa.jsonl', import.meta.url));

/** Reviews of real people, under no licence: read where they lie and never kept. */
interface Review {
  id: string;
  text: string;
  labels: string[];
  polarity: Record<string, number[]>;
  source: string;
}

/** A review as the tests send it: by an invented customer, at an invented time. */
export interface Spoken {
  externalId: string;
  customer: string;
  email: string | null;
  plan: string;
  region: string;
  themes: string[];
  feeling: 'complaint' | 'praise' | 'neutral';
  occurredAt: Date;
  text: string;
  source: string;
}

export const hasFabsa = existsSync(FILE);
if (!hasFabsa) process.stderr.write('  skipped: the reviews of ../shared/data/fabsa.jsonl are not on this machine\n');

const PLANS = ['pro', 'basic', 'enterprise'];
const REGIONS = ['north', 'south', 'east', 'west'];
const HOUR = 3_600_000;

/** The first `most` reviews. Everybody speaks once, within the last 20 days; every fortieth left no address. */
export async function firstReviews(most: number, now: number): Promise<Spoken[]> {
  const spoken: Spoken[] = [];
  const lines = createInterface({ input: createReadStream(FILE) });
  for await (const line of lines) {
    if (spoken.length === most) break;
    spoken.push(spokenBy(JSON.parse(line) as Review, spoken.length, now));
  }
  return spoken;
}

function spokenBy({ id, text, labels, polarity, source }: Review, n: number, now: number): Spoken {
  const felt = Object.values(polarity).flat();
  return {
    externalId: id,
    customer: `fabsa-${String(n)}`,
    email: n % 40 === 39 ? null : `fabsa-${String(n)}@example.com`,
    plan: PLANS[n % PLANS.length] ?? '',
    region: REGIONS[n % REGIONS.length] ?? '',
    themes: labels,
    feeling: felt.includes(-1) ? 'complaint' : felt.includes(1) ? 'praise' : 'neutral',
    occurredAt: new Date(now - ((n * 7) % 480) * HOUR - HOUR),
    text,
    source: source.toLowerCase().replace(/\s+/g, '-'),
  };
}

export const asLine = (one: Spoken): string =>
  `${JSON.stringify({
    source: one.source,
    externalId: one.externalId,
    text: one.text,
    language: 'en',
    themes: one.themes,
    feeling: one.feeling,
    occurredAt: one.occurredAt.toISOString(),
    customer: {
      externalId: one.customer,
      ...(one.email ? { email: one.email } : {}),
      attributes: { plan: one.plan, region: one.region },
    },
  })}\n`;
