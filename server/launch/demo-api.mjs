import { Refusal } from './refusal.mjs';

/** The product as any program meets it: HTTP and a key. What it refuses ends the story in the API's own words. */
export function createApi({ url, key, signal }) {
  const ask = async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { authorization: `Bearer ${key}`, ...(sent.body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(`${url}${path}`, { method, headers, signal, ...sent }).catch((error) => {
      signal.throwIfAborted();
      throw new Refusal(`The API did not answer ${method} ${path}: ${error.cause?.message ?? error.message}.`);
    });
    const said = await answer.json().catch(() => ({}));
    signal.throwIfAborted();
    if (!answer.ok) throw new Refusal(`The API refused ${method} ${path}: ${said.detail ?? `status ${answer.status}`}`);
    return said;
  };
  const get = (path) => ask('GET', path);
  return {
    get,
    post: (path, body) => ask('POST', path, body),
    /** Every item of a list, page by page. */
    all: async (path, of = 'items') => {
      const items = [];
      let page;
      do {
        const on = page ? `&cursor=${encodeURIComponent(page.next)}` : '';
        page = await get(`${path}${path.includes('?') ? '&' : '?'}limit=500${on}`);
        items.push(...page[of]);
      } while (page.next);
      return items;
    },
  };
}
