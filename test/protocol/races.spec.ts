import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { brokenPromises } from './invariants.ts';
import { INTERLUDES, SCENES, passTime, waitFirst } from './scenes.ts';
import { Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(inject('mongodbUri'));
});
afterAll(() => stage.close());

const handedOver = (): Promise<number> => stage.db.messages.countDocuments({ handedAt: { $ne: null } });

describe.each(SCENES)('with $name', (scene) => {
  it.each(INTERLUDES)('keeps every promise when, at any point, $name', async (interlude) => {
    await stage.reset();
    await waitFirst(stage, await scene.arrange(stage));
    const points = stage.faults.passed.length;
    for (let point = 0; point < points; point += 1) {
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
      expect(handed).toBeGreaterThanOrEqual(0);
      const lost = interlude.name.includes('lease ran out') ? 2 : 0;
      expect({ where, broken: await brokenPromises(stage, { mayBeUnknown: lost }) }).toEqual({ where, broken: [] });
      if (after.ends) expect({ where, seen: stage.channel.seen.length }).toEqual({ where, seen: handed });
    }
  });
});
