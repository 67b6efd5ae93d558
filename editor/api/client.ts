import { NOT_REACHED, Refused, refusalOf } from './refused.ts';
import type { Customer, Flow, Loop, Message, PageOf, Readiness, TrailEntry } from './shapes.ts';

const PAGE = 25;

/** What the pages ask of the API with one key. Throws `Refused` with words for the reader. */
export class Client {
  private readonly flows = new Map<string, Promise<Flow>>();
  private readonly customers = new Map<string, Promise<Customer>>();

  constructor(
    private readonly key: string,
    private readonly closed: () => void = () => undefined,
  ) {}

  messages(filter: { state: string }, cursor: string | null): Promise<PageOf<Message>> {
    return this.get(`/api/messages?${query({ ...filter, cursor })}`);
  }

  message(id: string): Promise<Message> {
    return this.get(`/api/messages/${encodeURIComponent(id)}`);
  }

  loops(filter: { status: string }, cursor: string | null): Promise<PageOf<Loop>> {
    return this.get(`/api/loops?${query({ ...filter, cursor })}`);
  }

  async trail(loop: string): Promise<TrailEntry[]> {
    return (await this.get<PageOf<TrailEntry>>(`/api/loops/${encodeURIComponent(loop)}/trail`)).items;
  }

  flow(id: string): Promise<Flow> {
    return once(this.flows, id, () => this.get(`/api/flows/${encodeURIComponent(id)}`));
  }

  customer(id: string): Promise<Customer> {
    return once(this.customers, id, () => this.get(`/api/customers/${encodeURIComponent(id)}`));
  }

  private async get<T>(path: string): Promise<T> {
    const answer = await fetch(path, { headers: { authorization: `Bearer ${this.key}` } }).catch(() => null);
    if (!answer) throw new Refused(0, NOT_REACHED);
    if (answer.ok) return (await answer.json()) as T;
    if (answer.status === 401) this.closed();
    throw await refusalOf(answer);
  }
}

/** Whether everything runs; asked without a key. Not ready is an answer too. */
export async function readiness(): Promise<Readiness | null> {
  const answer = await fetch('/api/ready').catch(() => null);
  return answer && (answer.ok || answer.status === 503) ? ((await answer.json()) as Readiness) : null;
}

/** What failed is asked for again next time. */
function once<T>(known: Map<string, Promise<T>>, id: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(id);
  if (before) return before;
  const asked = ask();
  known.set(id, asked);
  asked.catch(() => known.delete(id));
  return asked;
}

function query(parts: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(parts).filter((part): part is [string, string] => part[1] !== null && part[1] !== '');
  return new URLSearchParams([['limit', String(PAGE)], ...given]).toString();
}
