import { execFileSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { provideMongod, provideTemporal } from '../../server/launch/provision.mjs';

export interface Machine {
  date: string;
  processor: string;
  cores: number;
  memoryGigabytes: number;
  system: string;
  /** Others were at work when this is above zero by much: the ratios still compare like with like, the rates are low. */
  loadBefore: number;
  node: string;
  mongod: string;
  temporal: string;
}

const firstLine = (binary: string): string => execFileSync(binary, ['--version'], { encoding: 'utf8' }).split('\n')[0] ?? '';

export async function thisMachine(): Promise<Machine> {
  const all = cpus();
  return {
    date: new Date().toISOString(),
    processor: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    system: `${type()} ${release()}`,
    loadBefore: loadavg()[0] ?? 0,
    node: process.version,
    mongod: firstLine(await provideMongod()),
    temporal: firstLine(await provideTemporal()),
  };
}
