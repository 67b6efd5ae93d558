export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** In order and with a time limit, after which it is killed. */
  readonly stop: () => Promise<void>;
  readonly kill9: () => Promise<void>;
}

export interface RunningMongod extends RunningServer {
  readonly uri: string;
}

export interface RunningTemporal extends RunningServer {
  readonly address: string;
  readonly namespace: string;
}

/** A replica set of one on 127.0.0.1; started again on the same `dir` it comes back with its data, on any port. */
export function startMongod(options: {
  binary: string;
  dir: string;
  port?: number;
  oplogMegabytes?: number;
  forgets?: boolean;
  logFile?: string;
  onSpawn?: (pid: number) => void;
}): Promise<RunningMongod>;

/** `file` defaults to temporal.db in `dir`; `inMemory` keeps nothing. */
export function startTemporal(options: {
  binary: string;
  dir: string;
  port?: number;
  file?: string;
  inMemory?: boolean;
  searchAttributes?: Record<string, string>;
  logFile?: string;
  onSpawn?: (pid: number) => void;
}): Promise<RunningTemporal>;
