import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import { BEAT_EVERY_MS } from './beat.schema.ts';

export interface Check {
  state: 'ok' | 'warns' | 'fails' | 'off';
  words: string;
}

export interface Readiness {
  ready: boolean;
  checks: Record<'database' | 'temporal' | 'worker' | 'demo' | 'mail' | 'model', Check>;
}

const PATIENCE_MS = 3_000;
const BEATS_MISSED = 4;

@Injectable()
export class ReadinessChecks {
  constructor(private readonly world: World) {}

  /** Ready when feedback can be taken and loops can walk; warnings do not count against it. */
  async look(): Promise<Readiness> {
    const [database, temporal, worker, demo] = await Promise.all([this.database(), this.temporal(), this.worker(), this.demo()]);
    const checks = { database, temporal, worker, demo, mail: this.mail(), model: this.model() };
    return { ready: [database, temporal, worker, demo].every((check) => check.state !== 'fails'), checks };
  }

  private async database(): Promise<Check> {
    const answers = await inTime(this.world.connection.getClient().db('admin').command({ ping: 1 }));
    return answers ? ok('The database answers.') : fails('The database does not answer.');
  }

  private async temporal(): Promise<Check> {
    return (await inTime(this.world.askTemporal())) ? ok('Temporal answers.') : fails('Temporal does not answer.');
  }

  private async worker(): Promise<Check> {
    const since = new Date(this.world.clock.now().getTime() - BEATS_MISSED * BEAT_EVERY_MS);
    let living = 0;
    const counted = await inTime(
      this.world.db.beats.countDocuments({ at: { $gte: since } }).then((count) => {
        living = count;
      }),
    );
    return counted && living > 0 ? ok(`${String(living)} worker processes are alive.`) : fails('No worker process is alive.');
  }

  private async demo(): Promise<Check> {
    const none: Check = { state: 'off', words: 'No demo.' };
    let check = none;
    await inTime(
      this.world.db.markers.findById('demo').then((marker) => {
        if (marker?.state === 'begun') check = fails('The demo is being loaded.');
        if (marker?.state === 'done') check = ok('Demo: Halden Bikes, invented. Nothing of it leaves this machine.');
      }),
    );
    return check;
  }

  private mail(): Check {
    return this.world.config.smtp ? ok('Mail leaves by SMTP.') : { state: 'warns', words: 'kept here: no mail server' };
  }

  private model(): Check {
    return this.world.config.model ? ok('A model is set.') : { state: 'off', words: 'No model: themes come from sources and people.' };
  }
}

const ok = (words: string): Check => ({ state: 'ok', words });
const fails = (words: string): Check => ({ state: 'fails', words });

async function inTime(asked: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([asked.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
