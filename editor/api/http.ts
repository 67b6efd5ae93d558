import { tabKey } from './key.ts';
import { NOT_REACHED, Refused, refusalOf } from './refused.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Asked = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Somebody to be told when the server no longer knows who asks. */
let whenClosed: () => void = () => undefined;
export function onClosed(tell: () => void): void {
  whenClosed = tell;
}

async function ask<T>(method: Method, path: string, body?: unknown, once?: string): Promise<T> {
  const key = tabKey.read();
  const answer = await fetch(path, {
    method,
    credentials: 'same-origin',
    // What goes is told also by a page that is being left.
    keepalive: method === 'DELETE',
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(once === undefined ? {} : { 'idempotency-key': once }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => null);
  if (!answer) throw new Refused(0, 'not-reached', NOT_REACHED);
  if (answer.status === 204) return undefined as T;
  if (answer.ok) return (await answer.json()) as T;
  const refusal = await refusalOf(answer);
  if (refusal.status === 401 && !path.startsWith('/api/sign-in')) whenClosed();
  throw refusal;
}

/** What the pages ask of the API. Every call throws `Refused` with words for the reader. */
export const http = {
  get: <T>(path: string, asked: Asked = {}): Promise<T> => ask('GET', `${path}${query(asked)}`),
  post: <T>(path: string, body: unknown = {}): Promise<T> => ask('POST', path, body),
  /** Makes something once, however often it is asked for under this key. */
  create: <T>(path: string, body: unknown, once: string): Promise<T> => ask('POST', path, body, once),
  put: <T>(path: string, body: unknown): Promise<T> => ask('PUT', path, body),
  patch: <T>(path: string, body: unknown): Promise<T> => ask('PATCH', path, body),
  delete: <T>(path: string): Promise<T> => ask('DELETE', path),
};

/** Of a path: ids may hold anything. */
export const segment = (id: string): string => encodeURIComponent(id);

function query(asked: Asked): string {
  const given = Object.entries(asked).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
