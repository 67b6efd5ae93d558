import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { brokenPromises } from './invariants.ts';
import { INTERLUDES, SCENES, passTime, waitFirst } from './scenes.ts';
import type { Scene } from './scenes.ts';
import { Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(inject('mongodbUri'));
});
afterAll(() => stage.close());

const handedOver = (): Promise<number> => stage.db.messages.countDocuments({ handedAt: { $ne: null } });

/** Where two loops race each other, every eighth point of theirs, by turns: `npm run faults` draws from all of them by the thousand. */
const strideOf = (scene: Scene): number => (scene.name === 'one loop' ? 1 : 8);

describe.each(SCENES)('with $name', (scene) => {
  it.each(INTERLUDES)('keeps every promise when, at any point, $name', async (interlude) => {
    const stride = strideOf(scene);
    await stage.reset();
    await waitFirst(stage, await scene.arrange(stage));
    const points = stage.faults.passed.length;
    let struck = 0;
    for (let point = INTERLUDES.indexOf(interlude) % stride; point < points; point += stride) {
      await stage.reset();
      const cast = await scene.arrange(stage);
      let handed = -1;
      const after = { ends: false };
      stage.faults.meanwhile(point, async () => {
        after.ends = await interlude.run(stage, cast);
        handed = await handedOver();
      });
      await waitFirst(stage, cast);
      await passTime(stage);
      const where = `${String(point)} ${stage.faults.passed[point] ?? ''}`;
      // Two loops do not always pass the same number of points: who finds the other busy passes fewer.
      if (stage.faults.passed.length > point) expect({ where, handed }).not.toEqual({ where, handed: -1 });
      if (handed >= 0) struck += 1;
      const lost = interlude.name.includes('lease ran out') ? 2 : 0;
      expect({ where, broken: await brokenPromises(stage, { mayBeUnknown: lost }) }).toEqual({ where, broken: [] });
      if (after.ends) expect({ where, seen: stage.channel.seen.length }).toEqual({ where, seen: handed });
    }
    expect(struck).toBeGreaterThan((points / stride) * 0.8);
  });
});
