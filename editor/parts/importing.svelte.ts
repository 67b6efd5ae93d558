import { http, segment } from '../api/http.ts';
import { tabKey } from '../api/key.ts';
import { queries } from '../api/queries.ts';
import { NOT_REACHED, Refused, refusalOf, wordsOf } from '../api/refused.ts';
import type { DryRun, Import, Mapping } from '../api/import-shapes.ts';

/** So much of a larger file is looked at first, in bytes: enough for some thousand rows, and done in a moment. */
const SLICE = 524_288;
const LOOK_EVERY_MS = 700;

/** A file on its way in: first looked at as often as it takes, then brought in. */
export class Importing {
  source = $state('');
  file = $state.raw<Blob | null>(null);
  name = $state<string | null>(null);
  look = $state.raw<DryRun | null>(null);
  /** Whether every row was looked at, not only the first. */
  whole = $state(false);
  looking = $state(false);
  running = $state.raw<Import | null>(null);
  busy = $state(false);
  refused = $state('');
  private last: AbortController | null = null;

  /** A new file, or pasted lines: nothing of the one before stays. */
  async take(file: Blob, name: string | null, source: string): Promise<void> {
    this.file = file;
    this.name = name;
    this.source = source;
    this.look = null;
    this.running = null;
    await this.again({});
  }

  /** Looks at it again: by what is said of it, else by a guess. `all`: at every row. */
  async again(mapping: Partial<Mapping>, all = false): Promise<void> {
    const { file } = this;
    if (!file || this.source === '') return;
    this.last?.abort();
    const mine = (this.last = new AbortController());
    const whole = all || file.size <= SLICE;
    this.looking = true;
    this.refused = '';
    try {
      const asked = { source: this.source, 'dry-run': 'true', ...(whole ? {} : { partial: 'true' }), mapping: JSON.stringify(mapping) };
      const look = await send<DryRun>(whole ? file : file.slice(0, SLICE), asked, mine.signal);
      if (this.last !== mine) return;
      this.look = look;
      this.whole = whole;
    } catch (error) {
      if (this.last === mine) this.refused = wordsOf(error);
    } finally {
      if (this.last === mine) this.looking = false;
    }
  }

  /** Changes how it is read, at once for whoever changes more before the answer is there. */
  change(mapping: Partial<Mapping>): void {
    if (!this.look) return;
    const next = { ...this.look.mapping, ...mapping };
    const columns = this.look.columns.map((column, at) => ({ ...column, meaning: next.columns[String(at)] ?? null }));
    this.look = { ...this.look, mapping: next, columns };
    void this.again(next);
  }

  /** Brings it in, and says meanwhile how far it is. */
  async bring(start: boolean): Promise<void> {
    const { file, look } = this;
    if (!file || !look) return;
    const id = crypto.randomUUID();
    const ending = new AbortController();
    const asked = { source: this.source, id, start: String(start), ...(this.name === null ? {} : { name: this.name }) };
    this.busy = true;
    this.refused = '';
    const timer = setInterval(() => void this.follow(id, ending), LOOK_EVERY_MS);
    try {
      this.running = await send<Import>(file, { ...asked, mapping: JSON.stringify(look.mapping) }, ending.signal);
    } catch (error) {
      if (!ending.signal.aborted) await this.stopped(id, error);
    } finally {
      clearInterval(timer);
      this.busy = false;
      for (const kind of ['feedback', 'sources', 'customers', 'home', 'imports']) void queries.invalidateQueries({ queryKey: [kind] });
    }
  }

  /** Once it is over there is no use in sending the rest. */
  private async follow(id: string, ending: AbortController): Promise<void> {
    const now = await http.get<Import>(`/api/feedback/imports/${segment(id)}`).catch(() => null);
    if (!now || !this.busy) return;
    this.running = now;
    if (now.state === 'cancelled') ending.abort();
  }

  private async stopped(id: string, error: unknown): Promise<void> {
    this.refused = wordsOf(error);
    this.running = await http.get<Import>(`/api/feedback/imports/${segment(id)}`).catch(() => null);
  }
}

async function send<T>(body: Blob, asked: Record<string, string>, signal: AbortSignal): Promise<T> {
  const key = tabKey.read();
  const answer = await fetch(`/api/feedback/import?${new URLSearchParams(asked).toString()}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'text/csv', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    body,
    signal,
  }).catch(() => null);
  if (!answer) throw new Refused(0, 'not-reached', NOT_REACHED);
  if (!answer.ok) throw await refusalOf(answer);
  return (await answer.json()) as T;
}

/** What came in stays. */
export const cancelImport = (id: string): Promise<unknown> => http.post(`/api/feedback/imports/${segment(id)}/cancel`);

/** Keeps the refused rows of an import as a file on the reader's machine. */
export async function keepRefused({ id, source }: Import): Promise<void> {
  const key = tabKey.read();
  const answer = await fetch(`/api/feedback/imports/${segment(id)}/refused`, {
    credentials: 'same-origin',
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
  }).catch(() => null);
  if (!answer) throw new Refused(0, 'not-reached', NOT_REACHED);
  if (!answer.ok) throw await refusalOf(answer);
  const address = URL.createObjectURL(await answer.blob());
  Object.assign(document.createElement('a'), { href: address, download: `refused-${source}.csv` }).click();
  URL.revokeObjectURL(address);
}
