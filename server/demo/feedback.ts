import { Feeling, type CustomerInFeedback } from '@loopwright/workflows/contract';
import { CHANNELS, channelOf } from './channels.ts';
import { demoCustomers } from './customers.ts';
import { FEEDBACK_TABLES } from './feedback-tables.ts';
import { afterShipping, daysBefore, unevenly } from './moments.ts';
import { needed, rowsOf, wordsOf } from './table.ts';
import type { FeedbackBody } from './workspace-shape.ts';

const COLUMNS = 5;
const AFTER = 'after';
const PLAN = 'plan=';
const APP_FAULTS = 'demo-app-faults';

interface Said {
  theme: string | null;
  row: (string | undefined)[];
}

/** The 400 pieces of feedback, the earliest first. Ids follow the tables, not the clock: loading twice gives duplicates. */
export function demoFeedback(now: Date): FeedbackBody[] {
  const customers = demoCustomers();
  return FEEDBACK_TABLES.flatMap(({ theme, table }) => rowsOf(table, COLUMNS).map((row): Said => ({ theme, row })))
    .map((said, place) => ({ at: spokenAt(said, place, now), said, place }))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.place - b.place)
    .map(({ at, said, place }) => feedback(said, place, at, customers));
}

function feedback({ theme, row }: Said, place: number, at: Date, customers: Map<string, CustomerInFeedback>): FeedbackBody {
  const who = customers.get(needed(row[0], row));
  if (!who) throw new Error(`no demo customer ${String(row[0])}`);
  const { source, score } = channelOf(needed(row[1], row));
  const [feeling, ...marks] = wordsOf(row[3]);
  const plan = marks.find((mark) => mark?.startsWith(PLAN))?.slice(PLAN.length);
  const language = marks.find((mark) => !mark?.startsWith(PLAN)) ?? 'en';
  const appVersion = saysVersion(source.key, theme) ? who.attributes?.['appVersion'] : undefined;
  const text = row[4];
  return {
    source: source.key,
    externalId: `${source.key}-${String(place + 1).padStart(3, '0')}`,
    ...(text ? { text, language } : {}),
    ...(score !== undefined && source.scoreKind ? { score, scoreKind: source.scoreKind } : {}),
    occurredAt: at.toISOString(),
    ...(appVersion ? { attributes: { appVersion } } : {}),
    ...(theme ? { themes: [theme] } : {}),
    ...(feeling ? { feeling: Feeling.parse(feeling) } : {}),
    customer: plan ? { ...who, attributes: { ...who.attributes, plan } } : who,
  };
}

// The App Store names the version; the support form asks for it where something in the app is wrong.
const saysVersion = (source: string, theme: string | null): boolean => source === CHANNELS.app.key || theme === APP_FAULTS;

function spokenAt({ row }: Said, place: number, now: Date): Date {
  const cell = needed(row[2], row);
  return cell === AFTER ? afterShipping(now) : new Date(daysBefore(now, Number(cell)).getTime() - unevenly(place));
}
