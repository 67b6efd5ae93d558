import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { processOfOurs } from './ends-with-us.ts';

const STOP_MS = 20_000;

/** A Node process of the bench. Its output goes to a file; it says by a message when it is ready. */
export class OwnProcess {
  readonly pid: number;
  readonly began = Date.now();
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.child = child;
    this.pid = child.pid ?? 0;
    processOfOurs(this.pid);
  }

  static async start(
    script: string,
    options: { args?: string[]; flags?: string[]; env: Record<string, string>; log: string },
  ): Promise<OwnProcess> {
    const log = openSync(options.log, 'a');
    const child = fork(script, options.args ?? [], {
      execArgv: ['--enable-source-maps', '--conditions=default', ...(options.flags ?? [])],
      stdio: ['ignore', log, log, 'ipc'],
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...options.env },
    });
    const own = new OwnProcess(child);
    for (let ready = false; !ready;) ready = 'ready' in (await own.heard(`${script} (see ${options.log})`));
    return own;
  }

  /** Asks and waits for the answer; one question at a time. */
  async ask<Answer>(question: Record<string, unknown>): Promise<Answer> {
    const heard = this.heard(JSON.stringify(question).slice(0, 80));
    this.child.send(question);
    const said = await heard;
    if ('error' in said) throw new Error(String(said['error']));
    return said['answer'] as Answer;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await Promise.race([gone, delay(STOP_MS, undefined, { ref: false })]);
    this.kill();
  }

  kill(): void {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
  }

  private heard(what: string): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error(`ended: ${what}`));
      this.child.once('exit', ended);
      this.child.once('message', (message) => {
        this.child.off('exit', ended);
        resolve(message as Record<string, unknown>);
      });
    });
  }
}
