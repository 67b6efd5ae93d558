import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface CpuProfile {
  startTime: number;
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** Where the processor time of one thread went, while something was going on. */
export interface Where {
  thread: string;
  /** Of the time looked at. */
  busyPercent: number;
  /** Of the busy time, most first. */
  parts: { part: string; percent: number }[];
}

/** Reads what `node --cpu-prof` wrote for each thread, from `from` to `to` seconds after the process began. */
export function whereTimeWent(folder: string, from: number, to: number): Where[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  const profiles = files.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile] as const);
  const first = Math.min(...profiles.map(([, { startTime }]) => startTime));
  return profiles
    .map(([name, profile]) => summary(threadOf(name), profile, first + from * 1e6, first + to * 1e6))
    .filter(({ busyPercent }) => busyPercent >= 1)
    .sort((a, b) => b.busyPercent - a.busyPercent);
}

/** Names are CPU.<day>.<time>.<process>.<thread>.<count>. */
const threadOf = (name: string): string => (name.split('.')[4] === '0' ? 'main' : `sandbox ${name.split('.')[4] ?? ''}`);

function summary(thread: string, { nodes, samples, timeDeltas, startTime }: CpuProfile, from: number, to: number): Where {
  const owner = owners(nodes);
  const spent = new Map<string, number>();
  let at = startTime;
  let looked = 0;
  for (const [index, sample] of samples.entries()) {
    const delta = timeDeltas[index] ?? 0;
    at += delta;
    if (at < from || at > to) continue;
    looked += delta;
    const part = owner.get(sample) ?? 'unknown';
    spent.set(part, (spent.get(part) ?? 0) + delta);
  }
  const idle = spent.get('idle') ?? 0;
  spent.delete('idle');
  const busy = looked - idle;
  const parts = [...spent].map(([part, time]) => ({ part, percent: (time / busy) * 100 })).sort((a, b) => b.percent - a.percent);
  return { thread, busyPercent: looked === 0 ? 0 : (busy / looked) * 100, parts };
}

/** Node's own functions are counted to whoever called them. */
function owners(nodes: CpuProfile['nodes']): Map<number, string> {
  const parent = new Map(nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)));
  const own = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame)] as const));
  const resolve = (id: number | undefined): string => (id === undefined ? 'node' : (own.get(id) ?? resolve(parent.get(id))));
  return new Map(nodes.map(({ id }) => [id, resolve(id)]));
}

function partOf({ url, functionName }: { url: string; functionName: string }): string | null {
  if (functionName === '(idle)') return 'idle';
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (functionName === '(program)') return 'native code';
  if (functionName === '(root)') return 'node';
  const packaged = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (packaged) return packaged;
  const ours = /\/(server|workflows|templates)\/(?:dist\/)?([^/]+)\//.exec(url);
  if (ours) return `${ours[1] ?? ''}/${ours[2] ?? ''}`;
  return url.includes('workflow') ? 'workflow bundle' : null;
}
