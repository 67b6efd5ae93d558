import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whereTimeWent } from './cpu-profile.ts';
import type { Where } from './cpu-profile.ts';
import { Product } from './product.ts';
import { Stand } from './stand.ts';

export interface Profiled {
  loops: number;
  starting: Where[];
  telling: Where[];
}

/** The worker under `node --cpu-prof`: what its threads do while loops start, and while they are told. Its rates are not looked at. */
export async function profile(loops: number): Promise<Profiled> {
  const folder = await mkdtemp(join(tmpdir(), 'loopwright-profile-'));
  const stand = await Stand.start({ alone: { flags: ['--cpu-prof', `--cpu-prof-dir=${folder}`] } });
  try {
    const product = new Product(stand);
    await product.open(['warm-up', 'profiled']);
    await product.ingest(Math.ceil(loops / 4), 'warm-up');
    await product.start('warm-up');
    await product.tell('warm-up');
    await product.ingest(loops, 'profiled');
    const since = (): number => (Date.now() - stand.workerBegan) / 1000;
    const marks = [since()];
    await product.start('profiled');
    marks.push(since());
    await product.tell('profiled');
    marks.push(since());
    await stand.stopWorker();
    const [begun = 0, started = 0, told = 0] = marks;
    return { loops, starting: whereTimeWent(folder, begun, started), telling: whereTimeWent(folder, started, told) };
  } finally {
    await stand.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
