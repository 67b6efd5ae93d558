import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { releasePages } from '../../server/working/release-pages.ts';
import { aCustomer, aFlow, aWaitingLoop, anImprovement, verify } from './arrange.ts';
import { Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open(inject('mongodbUri'));
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

describe('the pace of a release', () => {
  it('offers so many at a time, and more only as those settle', async () => {
    const flow = await aFlow(stage);
    for (let count = 0; count < 5; count += 1) await aWaitingLoop(stage, { flow, customer: await aCustomer(stage) });
    const improvement = await anImprovement(stage);
    const revision = await verify(stage, improvement._id);
    const hinted = vi.spyOn(stage.loops, 'hint').mockResolvedValue('hinted');
    const pages = releasePages(stage.db, stage.loops, stage, 2);
    const call = { improvement: improvement._id, revision, offered: 0 };
    let after: string | null = null;
    const page = async () => {
      const answer = await pages.releasePage({ ...call, after });
      after = answer.next;
      return answer;
    };
    let last = await page();
    while (!last.full) last = await page();
    expect(last).toMatchObject({ inFlight: 2, full: true });
    expect(await page()).toMatchObject({ offered: 0, inFlight: 2, full: true });
    expect(hinted).toHaveBeenCalledTimes(2);
    await stage.db.waits.updateOne({ state: 'open', lastOffer: { $ne: null } }, { $set: { state: 'done' } });
    for (last = await page(); !last.full;) last = await page();
    expect(hinted).toHaveBeenCalledTimes(3);
    hinted.mockRestore();
  });
});
