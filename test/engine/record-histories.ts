import { mkdir, writeFile } from 'node:fs/promises';
import { LoopStage } from './loop-stage.ts';
import { ownNamespace } from './own-namespace.ts';
import { RECORDINGS, runsOf } from './recording.ts';
import type { Recording } from './recording.ts';
import { pagedRelease, playRecall, playRelease } from './release-stories.ts';
import { play, STORIES } from './stories.ts';
import { Worlds } from './worlds.ts';

// Run by `node server/launch/run.mjs test/engine/record-histories.ts`: writes the golden histories anew from a real server.
// Only after a change of the interpreter that no running loop can meet; otherwise guard the change with `patched`.
const address = process.env['TEMPORAL_ADDRESS'];
if (!address) throw new Error('TEMPORAL_ADDRESS says which server to record from');
const only = process.argv.slice(2);
const wanted = (name: string): boolean => only.length === 0 || only.includes(name);

const own = await ownNamespace(address);
const worlds = new Worlds(() => Date.now());
const stage = new LoopStage({ ...own, ports: worlds.ports, release: pagedRelease(5) });
await stage.start();
await mkdir(RECORDINGS, { recursive: true });
const write = async (name: string, recording: Recording): Promise<void> => {
  await writeFile(new URL(`${name}.json`, RECORDINGS), `${JSON.stringify(recording)}\n`);
  process.stdout.write(`${name}: ${String(recording.runs.length)} runs\n`);
};
for (const story of STORIES.filter(({ name }) => wanted(name))) {
  const { loop } = await play(story, stage, worlds);
  const { workflowId } = loop;
  const firstRunId = (await loop.describe()).raw.workflowExecutionInfo?.firstRunId ?? '';
  await write(story.name, {
    bundle: 'loops',
    plans: [story.plan, ...(story.next ? [story.next] : [])],
    runs: await runsOf(own.client, workflowId, firstRunId),
  });
}
for (const [name, start] of Object.entries({ release: playRelease, recall: playRecall })) {
  if (!wanted(name)) continue;
  const handle = await start(own.client);
  await handle.result();
  await write(name, { bundle: 'release', plans: [], runs: await runsOf(own.client, handle.workflowId, handle.firstExecutionRunId) });
}
await stage.stop();
await own.close();
