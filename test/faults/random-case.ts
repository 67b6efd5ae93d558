import { Crash } from '../protocol/fault-script.ts';
import { brokenPromises } from '../protocol/invariants.ts';
import { INTERLUDES, SCENES, comeBack, passTime, verifyFirst, waitFirst } from '../protocol/scenes.ts';
import type { Cast } from '../protocol/scenes.ts';
import type { Stage } from '../protocol/stage.ts';

/** mulberry32 (Tommy Ettinger, public domain): the same seed gives the same case. */
export function randomOf(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const LAST_POINT = 30;
const PAST_NO_RETURN = new Set(['L6.handed', 'L7.delivered']);

export interface CaseResult {
  what: string;
  broken: string[];
  /** Faults that really struck: a point beyond the end strikes nobody. */
  struck: number;
  unknown: number;
}

type Play = (stage: Stage, cast: Cast) => Promise<void>;

async function survives(stage: Stage, cast: Cast, play: Play): Promise<boolean> {
  try {
    await play(stage, cast);
    return true;
  } catch (error) {
    if (error instanceof Crash) return false;
    throw error;
  }
}

/** A process that dies one to three times at random points, and comes back each time. */
export async function crashCase(stage: Stage, seed: number): Promise<CaseResult> {
  const random = randomOf(seed);
  const scene = SCENES[random(SCENES.length)];
  if (!scene) throw new Error('no scene');
  await stage.reset();
  const cast = await scene.arrange(stage);
  const deaths: string[] = [];
  const times = 1 + random(3);
  let play: Play = random(2) === 0 ? verifyFirst : waitFirst;
  for (let time = 0; time < times; time += 1) {
    const point = stage.faults.passed.length + random(LAST_POINT);
    stage.faults.crash(point - stage.faults.passed.length);
    await survives(stage, cast, play);
    const died = stage.faults.passed[point];
    if (died) deaths.push(died);
    stage.faults.crash(-1 - stage.faults.passed.length);
    play = comeBack;
  }
  await comeBack(stage, cast);
  await passTime(stage);
  const mayBeUnknown = deaths.filter((name) => PAST_NO_RETURN.has(name)).length;
  const broken = await brokenPromises(stage, { mayBeUnknown });
  if ((await stage.db.loops.countDocuments({ status: 'open' })) > 0) broken.push('a loop is still open');
  const answered = await stage.db.messages.countDocuments({ state: { $in: ['sent', 'unknown'] } });
  if (answered !== scene.told) broken.push(`${String(answered)} told, ${String(scene.told)} expected`);
  const unknown = await stage.db.messages.countDocuments({ state: 'unknown' });
  return { what: `${scene.name}: dies at ${deaths.join(', then ')}`, broken, struck: deaths.length, unknown };
}

/** Everybody goes on, and one or two others do something at random points; no sweeper mends anything. */
export async function raceCase(stage: Stage, seed: number): Promise<CaseResult> {
  const random = randomOf(seed);
  const scene = SCENES[random(SCENES.length)];
  if (!scene) throw new Error('no scene');
  await stage.reset();
  const cast = await scene.arrange(stage);
  const others: string[] = [];
  let handed = Infinity;
  for (let time = 0; time <= random(2); time += 1) {
    const interlude = INTERLUDES[random(INTERLUDES.length)];
    if (!interlude) continue;
    stage.faults.meanwhile(random(LAST_POINT), async () => {
      others.push(interlude.name);
      if (await interlude.run(stage, cast)) handed = Math.min(handed, await stage.db.messages.countDocuments({ handedAt: { $ne: null } }));
    });
  }
  await (random(2) === 0 ? verifyFirst : waitFirst)(stage, cast);
  await passTime(stage);
  const mayBeUnknown = others.some((name) => name.includes('lease ran out')) ? 2 : 0;
  const broken = await brokenPromises(stage, { mayBeUnknown });
  if (stage.channel.seen.length > handed) broken.push('something crossed the point of no return after the call that ended it had returned');
  const unknown = await stage.db.messages.countDocuments({ state: 'unknown' });
  return { what: `${scene.name}: meanwhile ${others.join(', and ')}`, broken, struck: others.length, unknown };
}
