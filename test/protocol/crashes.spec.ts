import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Crash } from './fault-script.ts';
import { brokenPromises } from './invariants.ts';
import { SCENES, comeBack, passTime, verifyFirst, waitFirst } from './scenes.ts';
import type { Scene } from './scenes.ts';
import { Stage } from './stage.ts';

const PAST_NO_RETURN = ['L6.handed', 'L7.delivered'];
let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(inject('mongodbUri'));
});
afterAll(() => stage.close());

/** Where two loops are at work, every other point of theirs, by turns: `npm run faults` draws from all of them by the thousand. */
const strideOf = (scene: Scene): number => (scene.name === 'one loop' ? 1 : 2);

describe.each(SCENES)('a process that dies, with $name', (scene) => {
  it.each([
    ['verified before the wait begins', verifyFirst, 0],
    ['verified while they wait', waitFirst, strideOf(scene) - 1],
  ] as const)('loses nothing and repeats nothing, at each of its points (%s)', async (_order, play, first) => {
    await stage.reset();
    await play(stage, await scene.arrange(stage));
    const points = stage.faults.passed.length;
    expect(points).toBeGreaterThan(8);
    expect(stage.channel.seen).toHaveLength(scene.told);
    for (let point = first; point < points; point += strideOf(scene)) {
      await stage.reset();
      const cast = await scene.arrange(stage);
      stage.faults.crash(point);
      await play(stage, cast).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      const died = stage.faults.passed[point] ?? '';
      await comeBack(stage, cast);
      await passTime(stage);
      const mayBeUnknown = PAST_NO_RETURN.includes(died) ? 1 : 0;
      expect({ died, broken: await brokenPromises(stage, { mayBeUnknown }) }).toEqual({ died, broken: [] });
      expect({ died, open: await stage.db.loops.countDocuments({ status: 'open' }) }).toEqual({ died, open: 0 });
      const answered = await stage.db.messages.countDocuments({ state: { $in: ['sent', 'unknown'] } });
      expect({ died, answered }).toEqual({ died, answered: scene.told });
    }
  });
});
