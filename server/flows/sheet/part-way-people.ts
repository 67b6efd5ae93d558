import { loadFacts } from '../../loops/facts.ts';
import type { LoopFacts } from '../../loops/facts.ts';
import type { LoopDoc } from '../../loops/loop.schema.ts';
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
  const facts = ahead !== null && namesThemes(ahead);
  const add = async (waits: readonly WaitDoc[]): Promise<void> => {
    for (const one of await standers(db, waits, facts)) {
      const before = await drawings.drawn(`${flow}/${String(one.loop.version)}`);
      const finish = events.finish(one);
      const move = ahead ? await events.move(one, before, ahead) : finish;
      count(groups, one, { finish, move, stop: events.stop(one) }, now);
    }
  };
  const chunk: WaitDoc[] = [];
  for await (const wait of db.waits.find({ flow, state: 'open' }).lean<WaitDoc>().cursor({ batchSize: CHUNK })) {
    chunk.push(wait);
    if (chunk.length === CHUNK) await add(chunk.splice(0));
  }
  await add(chunk);
  return [...groups.values()].map(({ customers, ...group }) => ({ ...group, people: customers.size }));
}

/** Only a wait for themes of its own may find something that was decided long ago. */
const namesThemes = ({ plan }: Ahead): boolean =>
  Object.values(plan.steps).some(({ kind, config }) => kind === 'wait-for-improvement' && config['themes'] !== 'same');

async function standers(db: Models, waits: readonly WaitDoc[], withFacts: boolean): Promise<Stander[]> {
  const ids = waits.map(({ loop }) => loop);
  const facts = withFacts ? await loadFacts(db, ids) : new Map<string, LoopFacts>();
  const loops = withFacts ? [...facts.values()].map(({ loop }) => loop) : await db.loops.find({ _id: { $in: ids } }).lean<LoopDoc[]>();
  const loopOf = new Map(loops.map((loop) => [loop._id, loop]));
  const keys = waits.flatMap(({ keys: all }) => all.filter((key) => key.startsWith('message:')).map((key) => key.slice('message:'.length)));
  const messages = keys.length === 0 ? [] : await db.messages.find({ _id: { $in: keys } }).lean<MessageDoc[]>();
  const messageOf = new Map(messages.map((message) => [`message:${message._id}`, message]));
  return waits.flatMap((wait) => {
    const loop = loopOf.get(wait.loop);
    if (loop?.status !== 'open' || loop.generation !== wait.generation) return [];
    const message = wait.keys.map((key) => messageOf.get(key)).find((found) => found !== undefined) ?? null;
    return [{ loop, wait, facts: facts.get(wait.loop) ?? null, message }];
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
