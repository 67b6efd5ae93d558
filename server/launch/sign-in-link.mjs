import { Refusal } from './refusal.mjs';

const LIMIT_MS = 10_000;

/** A one-time link that signs in an administrator, as the running api at `url` makes it. */
export async function signInLink(url, key) {
  const answer = await fetch(`${url}/api/sign-in/links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(LIMIT_MS),
  }).catch((error) => {
    throw new Refusal(`The api at ${url} does not answer (${error.cause?.code ?? error.message}): wait until it is ready, and try again.`);
  });
  const said = await answer.json().catch(() => ({}));
  if (answer.status === 401)
    throw new Refusal(`The api at ${url} has another administrator's key: give it as LOOPWRIGHT_ADMIN_KEY, as it was given to npm start.`);
  if (!said.link) throw new Refusal(`The api at ${url} makes no sign-in link: ${said.detail ?? `status ${answer.status}`}`);
  return said.link;
}

/** The line a person reads. */
export const signInLine = (link) => `Sign in: ${link}  (works once, 30 minutes; npm run sign-in makes another)`;
