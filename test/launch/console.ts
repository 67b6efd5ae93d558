import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const launchFolder = fileURLToPath(new URL('../../server/launch/', import.meta.url));

/** Goes with the test that asked for it. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loopwright-launch-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A command as a person meets it: what it prints, and how it ends. */
export interface Console {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly printed: () => string;
  /** Resolves with what was printed once the words appear; fails if the command ends without them. */
  readonly says: (words: string) => Promise<string>;
}

export function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Console {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const waiting = new Set<() => void>();
  const take = (chunk: Buffer): void => {
    printed += chunk.toString('utf8');
    for (const look of waiting) look();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      resolve(code);
    });
  });
  const says = (words: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!printed.includes(words)) return;
        waiting.delete(look);
        resolve(printed);
      };
      waiting.add(look);
      void ended.then(() => {
        reject(new Error(`ended without saying "${words}":\n${printed}`));
      });
      look();
    });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { child, ended, printed: () => printed, says };
}

/** Runs to the end and answers what was printed and the exit code. */
export async function runToEnd(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; printed: string }> {
  const { ended, printed } = run(args, env);
  const code = await ended;
  return { code, printed: printed() };
}
