import type { ChildProcess } from 'node:child_process';

export interface Service {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  ipc?: boolean;
  readyLimitMs?: number;
  stopLimitMs?: number;
  ready: (child: ChildProcess, signal: AbortSignal) => Promise<void>;
}

export interface Supervisor {
  start: (service: Service) => Promise<{ pid: number }>;
  restart: (name: string) => Promise<void>;
  running: () => Record<string, { pid: number; identity: string | undefined; startedAt: string }>;
  stop: () => Promise<void>;
}

export function createSupervisor(options: {
  logFile: (name: string) => string;
  log: (line: string) => void;
  onChange?: () => void;
  firstPauseMs?: number;
}): Supervisor;
