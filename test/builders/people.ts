import { newToken, tokenHash } from '../../server/doors/token.ts';
import type { PersonRole } from '../../server/people/person.schema.ts';
import type { TestApi } from '../harness/api.ts';

export const A_PASSWORD = 'a quiet road along the fjord';
const DAY_MS = 86_400_000;

/** What a browser sends from one of our own pages. */
export const fromHere = (cookie: string): { key: null; headers: Record<string, string> } => ({
  key: null,
  headers: { cookie, 'sec-fetch-site': 'same-origin' },
});

/** Sessions and links are cleared away by the database's own clock, so theirs must not be long past. */
export async function startsToday(api: Promise<TestApi>): Promise<TestApi> {
  const started = await api;
  started.clock.advance(Date.now() - started.clock.now().getTime());
  return started;
}

/** The cookie that an answer sets, as a browser would send it back. */
export function cookieOf({ headers }: { headers: Record<string, unknown> }): string {
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

let made = 0;

/** Invites somebody and accepts: their id, address and the cookie of their session. */
export async function aPerson(
  api: TestApi,
  role: PersonRole,
  given: { name?: string; email?: string } = {},
): Promise<{ id: string; name: string; email: string; cookie: string }> {
  made += 1;
  const { name = `Person ${String(made)}`, email = `person-${String(made)}@halden.example` } = given;
  const invited = await api.post<{ link: string }>('/api/people/invitations', { email, role });
  const token = invited.body.link.split('#invitation=')[1];
  const accepted = await api.post<{ id: string }>('/api/sign-in/invitation', { token, name, password: A_PASSWORD }, { key: null });
  return { id: accepted.body.id, name, email, cookie: cookieOf(accepted) };
}

/** A further session of theirs, without the work of a password. */
export async function anotherSession(api: TestApi, person: string, cookie: string, lastsMs = DAY_MS): Promise<string> {
  const token = newToken();
  const now = api.clock.now();
  await api.db.sessions.create({
    _id: tokenHash(token),
    person,
    createdAt: now,
    seenAt: now,
    expiresAt: new Date(now.getTime() + lastsMs),
  });
  return `${cookie.split('=')[0] ?? ''}=${token}`;
}
