import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const RUN = fileURLToPath(new URL('../../server/launch/run.mjs', import.meta.url));
const CAMPAIGN = fileURLToPath(new URL('../faults/campaign.ts', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'campaign-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** As `npm run faults -- …` runs it, on the servers of this test run. */
async function campaign(crashes: number, races: number): Promise<string> {
  const env = { ...process.env, MONGODB_URI: inject('mongodbUri'), TEMPORAL_ADDRESS: inject('temporalAddress') };
  const args = ['--crashes', String(crashes), '--races', String(races), '--kills', '0', '--state', join(folder, 'faults.json')];
  return (await promisify(execFile)(process.execPath, [RUN, CAMPAIGN, ...args], { env })).stdout;
}

describe('the campaign of faults', () => {
  it('says in one line a kind how it went', async () => {
    const lines = (await campaign(6, 4)).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^crashes: 6 cases, \d+ faults struck, \d+ messages unknown, 0 promises broken$/);
    expect(lines[1]).toMatch(/^races: 4 cases, .* 0 promises broken$/);
    expect(lines[2]).toMatch(/^kills: 0 processes killed/);
  }, 180_000);

  it('goes on where it was stopped', async () => {
    expect(await campaign(8, 4)).toMatch(/^crashes: 8 cases/);
    const state = JSON.parse(await readFile(join(folder, 'faults.json'), 'utf8')) as {
      crashes: { cases: number };
      races: { cases: number };
    };
    expect(state).toMatchObject({ crashes: { cases: 8 }, races: { cases: 4 } });
  }, 180_000);
});
