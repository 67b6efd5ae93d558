import { until } from './demo-until.mjs';

const TOLD = ['sent', 'unknown'];
const UNDER_WAY = ['held', 'scheduled', 'sending'];

/** The messages of one improvement for one purpose, as the API lists them. */
export async function outboxOf(api, improvement, purpose = 'tell') {
  const listed = await api.all(`/api/messages?improvement=${improvement.id}`);
  const all = listed.filter(({ claim }) => claim.purpose === purpose);
  const inState = (...states) => all.filter(({ state }) => states.includes(state));
  return { all, inState, told: inState(...TOLD), underWay: inState(...UNDER_WAY) };
}

export const whom = (messages) => messages.map(({ customerId }) => customerId);

/** Time to read, taken only where the story has to wait anyway. */
export async function timeToRead({ api, signal }, { improvement }, seconds) {
  const end = Date.now() + seconds * 1_000;
  await until(signal, async () => (await outboxOf(api, improvement)).underWay.length === 0 || Date.now() >= end, { everyMs: 1_000 });
}
