import { connect } from '../../server/storage/connection.ts';
import { modelsOf } from '../../server/storage/models.ts';
import { PARTS } from '../harness/deployment.ts';
import type { Deployment, Part } from '../harness/deployment.ts';
import type { MailServer } from '../mail/mail-server.ts';
import { accountOf, isSettled } from './account.ts';
import { POSTS, aKillCase, postAgain, takeIn, tell } from './kill-case.ts';
import type { KillCase, Phase } from './kill-case.ts';
import { FLOWS, flowFor } from './people.ts';
import { persistDone } from './persist.ts';
import { brokenPromises } from './promises.ts';
import { randomOf } from './random-case.ts';
import type { Scene } from './scene.ts';

/** A lease of a message or a feedback lasts a minute; then others carry it on, unless the next kill falls on them too. */
const SETTLED_WITHIN_MS = 600_000;
const LOOK_EVERY_MS = 2_000;
/** One kill of each part in the middle of taking in, and of telling. A worker's come first: what it held is free after a minute. */
const ORDER: readonly Part[] = ['worker', ...PARTS.filter((part) => part !== 'worker')];
export const KILLS_A_ROUND = 2 * ORDER.length;

/** What became of one kill. */
export interface KillResult {
  part: Part;
  phase: Phase;
  broken: string[];
  sent: number;
  unknown: number;
  withheld: number;
  atRisk: number;
}

/** Rounds of eight kills over one deployment; each round has its own people, themes, improvements and flows. */
export class Kills {
  /** All that was past the point of no return at any kill: a message may outlive several. */
  private readonly atRisk = new Set<string>();

  private constructor(private readonly scene: Scene) {}

  static async open(deployment: Deployment, mail: MailServer): Promise<Kills> {
    return new Kills({ deployment, mail, db: modelsOf(await connect(deployment.mongodbUri)) });
  }

  /** Kills eight times, at most `most`; the result comes when everything it left behind is settled, which another round need not await. */
  async round(number: number, most = KILLS_A_ROUND): Promise<{ settled: Promise<KillResult[]> }> {
    const { deployment } = this.scene;
    const cases = casesOf(number).slice(0, most);
    const flows: string[] = [];
    for (const { name } of cases) await persistDone(deployment, 'POST', '/api/themes', { key: name, name }, [409]);
    const themes = cases.map(({ name }) => name);
    for (let flow = 0; flow < FLOWS; flow += 1) flows.push(await this.published(`Round ${String(number)}, flow ${String(flow)}`, themes));
    for (const one of cases) {
      await takeIn(this.scene, one);
      this.remember(one);
      if (one.phase === 'ingest') await tell(this.scene, one);
    }
    for (const one of cases.filter(({ phase }) => phase === 'release')) {
      await tell(this.scene, one);
      this.remember(one);
    }
    const settled = Promise.all(cases.map((one) => this.settled(one, flows)));
    settled.catch(() => undefined);
    return { settled };
  }

  close(): Promise<void> {
    return this.scene.db.loops.db.close();
  }

  private remember({ strike }: KillCase): void {
    for (const id of strike?.atRisk ?? []) this.atRisk.add(id);
  }

  private async published(name: string, themes: readonly string[]): Promise<string> {
    const { deployment } = this.scene;
    const { id } = await persistDone<{ id: string }>(deployment, 'POST', '/api/flows', flowFor(name, themes));
    await persistDone(deployment, 'POST', `/api/flows/${id}/publish`, { revision: 1, hold: false });
    return id;
  }

  private async settled(one: KillCase, flows: readonly string[]): Promise<KillResult> {
    const { deployment } = this.scene;
    let account = await accountOf(this.scene, flows, one).catch(() => null);
    const look = async (): Promise<boolean> => {
      account = await accountOf(this.scene, flows, one);
      return isSettled(account, one, flows);
    };
    const late = await deployment.eventually(one.name, look, SETTLED_WITHIN_MS, LOOK_EVERY_MS).then(
      () => [],
      () => ['not settled in time'],
    );
    const again = await postAgain(this.scene, one);
    account = await accountOf(this.scene, flows, one);
    const broken = [...late, ...brokenPromises(this.scene, one, account, this.atRisk)];
    if (again > 0) broken.push(`${String(again)} feedback taken a second time`);
    if (!one.strike) broken.push('nothing was killed');
    const count = (state: string): number => (account?.messages ?? []).filter((message) => message.state === state).length;
    const { part, phase } = one;
    const numbers = { sent: count('sent'), unknown: count('unknown'), withheld: count('withheld') };
    return { part, phase, broken: broken.map((what) => `${one.name}: ${what}`), ...numbers, atRisk: one.strike?.atRisk.length ?? 0 };
  }
}

/** When the blow falls is drawn from the number of the round: the same number, the same place. */
function casesOf(round: number): KillCase[] {
  const random = randomOf(round + 1);
  return (['ingest', 'release'] as const).flatMap((phase) =>
    ORDER.map((part) => aKillCase(`r${String(round)}-${phase}-${part}`, part, phase, random(phase === 'ingest' ? POSTS : 10))),
  );
}
