import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** Processor seconds a process has used so far, all threads; null where the system does not say it finely enough. */
export function processorSeconds(pid: number): number | null {
  const stat = `/proc/${String(pid)}/stat`;
  if (!existsSync(stat)) return null;
  // The name, in brackets, may hold blanks; user and system time are the 12th and 13th field after it.
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Memory that a process holds, in MB. */
export function residentMegabytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
