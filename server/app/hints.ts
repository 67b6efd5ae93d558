import { Injectable } from '@nestjs/common';
import { runRechecks } from '../waiting/recheck.ts';
import { withoutValues } from './log.ts';
import { World } from './world.ts';

/** After a change of facts: hints the waits it may concern, soon, one run at a time. What fails here the sweeper does. */
@Injectable()
export class Hints {
  private running: Promise<void> | null = null;
  private wanted = false;

  constructor(private readonly world: World) {}

  soon(): void {
    this.wanted = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  /** Resolves when nothing is left to hint here. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (this.wanted) {
        this.wanted = false;
        while ((await runRechecks(this.world.db, this.world.workflows)) > 0);
      }
    } catch (error) {
      this.world.log.warn({ hints: withoutValues(error) });
    }
  }
}
