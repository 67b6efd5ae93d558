import { rmSync } from 'node:fs';

const processes = new Set<number>();
const folders = new Set<string>();

/** A process that must not outlive the bench, even where the bench is stopped by a signal. */
export const processOfOurs = (pid: number): void => void processes.add(pid);
export const folderOfOurs = (folder: string): void => void folders.add(folder);

function endAll(): void {
  for (const pid of processes)
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    endAll();
    process.exit(1);
  });
process.on('exit', endAll);
