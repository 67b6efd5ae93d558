import { TestApi } from '../harness/api.ts';
import { startsToday } from './people.ts';

export interface Refused {
  row: number;
  column: string | null;
  value: string | null;
  rule: string;
  remedy: string;
}

export interface Looked {
  columns: { name: string | null; meaning: string | null; samples: string[] }[];
  mapping: {
    delimiter: string | null;
    header: boolean;
    columns: Record<string, string>;
    scoreKind: string | null;
    dayFirst: boolean | null;
  };
  unsure: string[];
  problems: { path: string; message: string }[];
  encoding: string;
  rows: number;
  taken: number;
  known: number;
  refused: Refused[];
  refusedCount: number;
  sentences: string[];
  starts: { rows: number; people: number; toConfirm: number };
  code: string;
  detail: string;
}

export interface Brought {
  id: string;
  state: string;
  words: string;
  rows: number;
  accepted: number;
  duplicates: number;
  refused: number;
  kept: number;
  bytes: number;
  size: number | null;
  encoding: string;
  code: string;
  detail: string;
}

const queryOf = (asked: Record<string, unknown>): string =>
  new URLSearchParams(
    Object.entries(asked).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  ).toString();

/** Sends a file as a program does; `asked` is the query, with the mapping as an object. */
export async function sendFile<T>(
  api: TestApi,
  file: string | Buffer,
  asked: Record<string, unknown>,
  key?: string,
): Promise<T & { status: number }> {
  const more = { headers: { 'content-type': 'text/csv' }, ...(key === undefined ? {} : { key }) };
  const { status, body } = await api.ask<T>('POST', `/api/feedback/import?${queryOf(asked)}`, file, more);
  return { ...body, status };
}

export const looked = (api: TestApi, file: string | Buffer, asked: Record<string, unknown> = {}): Promise<Looked & { status: number }> =>
  sendFile<Looked>(api, file, { source: 'file', 'dry-run': 'true', ...asked });
export const brought = (api: TestApi, file: string | Buffer, asked: Record<string, unknown> = {}): Promise<Brought & { status: number }> =>
  sendFile<Brought>(api, file, { source: 'file', ...asked });

/** Rows of a table with commas. */
export const table = (...rows: (string | number)[][]): string => rows.map((row) => `${row.join(',')}\n`).join('');

/** A house in Berlin that knows prices and delivery times. */
export async function anImportingHouse(): Promise<TestApi> {
  const api = await startsToday(TestApi.start());
  for (const [key, name] of [
    ['pricing', 'Prices'],
    ['delivery', 'Delivery times'],
  ])
    await api.post('/api/themes', { key, name });
  await api.ask('PATCH', '/api/house-rules', { zone: 'Europe/Berlin' });
  return api;
}
