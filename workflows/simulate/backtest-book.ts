import type { PersonReplayed } from './backtest-person.ts';
import type { PastLoop } from './backtest-loop.ts';
import type { PastPerson, Replay } from './backtest-shape.ts';

/** Somebody behind a count, by what they said. */
export interface Counted {
  customer: string;
  feedback: string;
  at: number;
}

/** So many loops, of so many people; the first of them by name. */
export interface Count {
  loops: number;
  people: number;
  first: Counted[];
}

const NAMED = 200;
const HOUR_MS = 3_600_000;

/**
 * The numbers of a replay, by key: `entered`, `joined`, `told`, `timed-out`, `not:<why>`, `step:<id>`, `exit:<id>:<exit>`, `stands:<id>`,
 * `closed:<as>`, `ended:<code>`, `message:<state>:<code>`. People come one after the other, so that each is counted once.
 */
export class Book {
  readonly counts = new Map<string, Count & { last: string }>();
  /** Messages that left, by the hour since 1970 in UTC. */
  readonly sentInHour = new Map<number, number>();
  feedback = 0;
  people = 0;

  constructor(private readonly replay: Replay) {}

  note(person: PastPerson, { loops, joined, turnedAway }: PersonReplayed): void {
    this.people += 1;
    this.feedback += person.said.length;
    for (const { feedback, why } of turnedAway) this.add(`not:${why}`, person.id, feedback.id, feedback.occurredAt.getTime());
    for (const one of joined) this.add('joined', person.id, one.id, one.occurredAt.getTime());
    for (const loop of loops) this.loop(person.id, loop);
  }

  private loop(customer: string, loop: PastLoop): void {
    const { feedbackId, opened } = loop.outset;
    const add = (key: string, at: number): void => this.add(key, customer, feedbackId, at);
    add('entered', opened);
    const seen = new Set<string>();
    for (const { step, exit, at } of loop.trail()) {
      for (const key of [`step:${step}`, `exit:${step}:${exit}`, ...(exit === 'timed-out' ? ['timed-out'] : [])])
        if (!seen.has(key)) {
          seen.add(key);
          add(key, at);
        }
    }
    this.ending(loop, seen, add);
    this.messages(loop, add);
  }

  private ending({ world: { ending }, at }: PastLoop, seen: ReadonlySet<string>, add: (key: string, at: number) => void): void {
    if (ending) add(ending.end === 'closed' ? `closed:${ending.as}` : `ended:${ending.code}`, this.replay.until);
    else if (at !== null) {
      add(`stands:${at}`, this.replay.until);
      if (!seen.has(`step:${at}`)) add(`step:${at}`, this.replay.until);
    }
  }

  private messages({ world }: PastLoop, add: (key: string, at: number) => void): void {
    let told = false;
    for (const { call, result, at } of world.messages.values()) {
      if (!result) continue;
      const sent = result.exit === 'sent';
      const left = sent && result.code !== 'already-told';
      if (left) this.sentInHour.set(Math.floor(at / HOUR_MS), (this.sentInHour.get(Math.floor(at / HOUR_MS)) ?? 0) + 1);
      else add(`message:${result.exit}:${result.code ?? ''}`, at);
      const says = call.hand && this.replay.purposes[String(call.config['template'])];
      if (sent && says && !told) {
        told = true;
        add('told', at);
      }
    }
  }

  private add(key: string, customer: string, feedback: string, at: number): void {
    let count = this.counts.get(key);
    if (!count) this.counts.set(key, (count = { loops: 0, people: 0, first: [], last: '' }));
    count.loops += 1;
    if (count.last === customer) return;
    count.last = customer;
    count.people += 1;
    if (count.first.length < NAMED) count.first.push({ customer, feedback, at });
  }
}
