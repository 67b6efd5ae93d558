import { loadFacts } from '../../loops/facts.ts';
import type { Models } from '../../storage/models.ts';
import type { MessageDoc } from '../../telling/message.schema.ts';
import type { WaitDoc } from '../../waiting/wait.schema.ts';
import type { Drawings } from '../plans.ts';
import type { Ahead, NextEvent, NextEvents, Stander } from './next-event.ts';

const CHUNK = 500;

/** What people of one group have before them; `atOnce` of them as soon as it is published. */
export interface Coming extends Omit<NextEvent, 'at'> {
  first: Date | null;
  last: Date | null;
  atOnce: number;
}

/** People who stand at the same step of the same version, and to whom the same happens. */
export interface Group {
  version: number;
  step: string;
  people: number;
  loops: number;
  finish: Coming;
  move: Coming;
  stop: Coming;
}

interface Counted extends Group {
  customers: Set<string>;
}

/** Everybody who is part-way in a flow, by where they stand and what they would see next under each choice. */
export async function peoplePartWay(
  db: Models,
  drawings: Drawings,
  events: NextEvents,
  flow: string,
  ahead: Ahead | null,
  now: Date,
): Promise<Group[]> {
  const groups = new Map<string, Counted>();
  let after = '';
  for (let found = CHUNK; found === CHUNK;) {
    const waits = await db.waits
      .find({ flow, state: 'open', _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(CHUNK)
      .lean<WaitDoc[]>();
    for (const one of await standers(db, waits)) {
      const before = await drawings.drawn(`${flow}/${String(one.loop.version)}`);
      const finish = events.finish(one);
      const move = ahead ? await events.move(one, before, ahead) : finish;
      count(groups, one, { finish, move, stop: events.stop(one) }, now);
    }
    found = waits.length;
    after = waits.at(-1)?._id ?? after;
  }
  return [...groups.values()].map(({ customers, ...group }) => ({ ...group, people: customers.size }));
}

async function standers(db: Models, waits: readonly WaitDoc[]): Promise<Stander[]> {
  const facts = await loadFacts(
    db,
    waits.map(({ loop }) => loop),
  );
  const keys = waits.flatMap(({ keys: all }) => all.filter((key) => key.startsWith('message:')).map((key) => key.slice('message:'.length)));
  const messages = keys.length === 0 ? [] : await db.messages.find({ _id: { $in: keys } }).lean<MessageDoc[]>();
  const messageOf = new Map(messages.map((message) => [`message:${message._id}`, message]));
  return waits.flatMap((wait) => {
    const one = facts.get(wait.loop);
    if (one?.loop.status !== 'open' || one.loop.generation !== wait.generation) return [];
    const message = wait.keys.map((key) => messageOf.get(key)).find((found) => found !== undefined) ?? null;
    return [{ loop: one.loop, wait, facts: one, message }];
  });
}

type Choices = Record<'finish' | 'move' | 'stop', NextEvent>;

function count(groups: Map<string, Counted>, { loop, wait }: Stander, choices: Choices, now: Date): void {
  const { finish, move } = choices;
  const key = [loop.version, wait.step, finish.what, move.what, move.step, move.asBefore ?? ''].join('/');
  const known = groups.get(key);
  const group: Counted = known ?? {
    version: loop.version,
    step: wait.step,
    people: 0,
    loops: 0,
    customers: new Set(),
    finish: coming(finish),
    move: coming(move),
    stop: coming(choices.stop),
  };
  groups.set(key, group);
  group.loops += 1;
  group.customers.add(loop.customer);
  for (const choice of ['finish', 'move', 'stop'] as const) stretch(group[choice], choices[choice].at, now);
}

const coming = ({ at: _each, ...event }: NextEvent): Coming => ({ ...event, first: null, last: null, atOnce: 0 });

function stretch(coming: Coming, at: Date | null, now: Date): void {
  if (at === null) return;
  if (coming.first === null || at < coming.first) coming.first = at;
  if (coming.last === null || at > coming.last) coming.last = at;
  if (at <= now) coming.atOnce += 1;
}
