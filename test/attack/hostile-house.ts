import { pricingFlow, published, said, shipped } from '../builders/town.ts';
import type { Whole } from '../harness/whole.ts';

/** Each calls `hacked` where it is taken for more than text. */
export const PAYLOADS = [
  '<script>hacked()</script>',
  '<img src=x onerror=hacked()>',
  '<svg/onload=hacked()>',
  '"><script>hacked()</script>',
  `'"><img src=x onerror=hacked()>`,
  '" autofocus onfocus=hacked() x="',
  "';hacked();//",
  '</title></textarea></style></script><script>hacked()</script>',
  '<iframe srcdoc="<script>parent.hacked()</script>"></iframe>',
  '<a href="javascript:hacked()">x</a>',
  '{{constructor.constructor("hacked()")()}}${hacked()}{@html hacked()}',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hacked()&gt;">',
  '<details open ontoggle=hacked()>',
];
const payloadAt = (at: number): string => PAYLOADS[at] ?? '';
const ALL = PAYLOADS.join(' ');

/** Where some of it is to be seen. */
export interface HostileHouse {
  flow: string;
  loop: string;
  message: string;
  customers: string[];
  improvements: string[];
}

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;
const asAttribute = (payload: string): string => payload.replaceAll(/[.$]/g, '').slice(0, 100);

async function done(whole: Whole, method: string, url: string, body: unknown): Promise<void> {
  const answer = await whole.ask(method, url, body);
  if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.text}`);
}

/** Writes the payloads into whatever others may write. */
export async function hostileHouse(whole: Whole): Promise<HostileHouse> {
  const ids: HostileHouse = { flow: '', loop: '', message: '', customers: [], improvements: [] };
  const sender = { name: payloadAt(1), role: payloadAt(2), company: payloadAt(3), postalAddress: payloadAt(8) };
  await done(whole, 'PATCH', '/api/house-rules', { sender });
  for (const [at, payload] of PAYLOADS.entries()) {
    const { flow, customer } = await named(whole, at, payload);
    ids.flow = flow;
    ids.customers.push(customer);
  }
  await whole.settle();
  for (const [at, payload] of PAYLOADS.entries()) {
    const scope = {
      any: [
        { field: 'customer.attributes.plan', is: [payload] },
        { field: 'customer.attributes.plan', known: true },
      ],
    };
    const change = payload.split(' ').slice(0, 20).join(' ');
    const more = { themes: [`t-${String(at)}`], title: payload, change, stillNot: payload, owner: payload.slice(0, 120), scope };
    const id = await shipped(whole, 3, { ...more, seeAt: 'https://a.example/?"><script>hacked()</script>' });
    const evidence = [{ text: payload, url: 'https://a.example/?"onmouseover="hacked()' }, { text: 'see' }];
    await done(whole, 'POST', `/api/improvements/${id}/verify`, { evidence });
    ids.improvements.push(id);
  }
  await whole.settle();
  const [first = '', second = ''] = ids.improvements;
  await done(whole, 'POST', `/api/improvements/${first}/retract`, { reason: ALL.slice(0, 500), whatIsTrue: PAYLOADS[1], correct: true });
  await whole.settle();
  // As it could be stored before such an address was refused.
  await whole.db.improvements.updateOne({ _id: second }, { $set: { evidence: [{ text: 'here', url: 'javascript:hacked()' }] } });
  const planned = await whole.post<{ id: string }>('/api/improvements', { themes: ['t-2'], title: PAYLOADS[2], change: PAYLOADS[2] });
  await done(whole, 'POST', `/api/improvements/${planned.body.id}/decline`, { decision: ALL.slice(0, 500) });
  ids.improvements.push(planned.body.id);
  const firstOf = async (path: string): Promise<string> => (await whole.get<{ items: { id: string }[] }>(path)).body.items[0]?.id ?? '';
  ids.loop = await firstOf('/api/loops?limit=1');
  ids.message = await firstOf('/api/messages?limit=1');
  return ids;
}

/** Everything that has a name, and what a customer said of it. */
async function named(whole: Whole, at: number, payload: string): Promise<{ flow: string; customer: string }> {
  const theme = `t-${String(at)}`;
  const name = payload.slice(0, 110) + String(at);
  await done(whole, 'POST', '/api/themes', { key: theme, name: payload.slice(0, 80), description: payload, examples: [payload] });
  await done(whole, 'PUT', `/api/connections/c-${String(at)}`, { name, url: 'https://a.example/', secret: SECRET });
  await done(whole, 'PUT', `/api/teams/team-${String(at)}`, { name });
  await done(whole, 'POST', '/api/keys', { name, role: 'viewer' });
  await done(whole, 'POST', '/api/people/invitations', {
    email: `p${String(at)}@example.com`,
    name: payload.slice(0, 120),
    role: 'viewer',
  });
  await done(whole, 'PUT', `/api/templates/words-${String(at)}`, { title: name, variants: { en: { subject: payload, body: payload } } });
  const flow = await published(
    whole,
    pricingFlow({ name: payload.slice(0, 120), entry: { themes: [theme] } }, { as: payload.slice(0, 120) }),
  );
  const { customer } = await said(whole, 10, {
    themes: [theme],
    text: ALL,
    attributes: { [asAttribute(`said ${payload}`)]: payload },
    customer: {
      externalId: payload,
      name: payload,
      // One of them cannot be written to, and the reason is shown.
      ...(at === 0 ? {} : { email: `c${String(at)}@example.com` }),
      attributes: { plan: payload, [asAttribute(payload)]: payload },
    },
  });
  return { flow, customer };
}
