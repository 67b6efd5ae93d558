import type { Part } from '../harness/deployment.ts';
import { improvementFor, peopleOf, shippedAt } from './people.ts';
import type { Person } from './people.ts';
import { persistDone } from './persist.ts';
import { strike } from './strike.ts';
import type { Strike } from './strike.ts';
import type { Scene } from './scene.ts';
import { mailsTo } from './wire.ts';

export type Phase = 'ingest' | 'release';

/** One part killed once, in the middle of taking in or of telling, and the people it happens to. */
export interface KillCase {
  name: string;
  part: Part;
  phase: Phase;
  people: Person[];
  /** Posts (ingest) or mails (release) after which the blow falls. */
  after: number;
  startedAt: number;
  strike: Strike | null;
}

export const aKillCase = (name: string, part: Part, phase: Phase, after: number, now = Date.now()): KillCase => ({
  name,
  part,
  phase,
  people: peopleOf(name, now),
  after,
  startedAt: now,
  strike: null,
});

/** Patient, since what an earlier kill left behind may come first. */
const TOLD_WITHIN_MS = 240_000;
const A_POST = 4;
export const POSTS = 5;

interface Took {
  accepted: number;
  duplicates: number;
  rejectedCount: number;
}

/** Posts everybody's feedback, some at a time, each again until it is taken; kills in between where it is to. */
export async function takeIn(scene: Scene, one: KillCase): Promise<void> {
  for (let post = 0; post < POSTS; post += 1) {
    const rows = one.people.slice(post * A_POST, (post + 1) * A_POST).map((person) => person.feedback);
    const lines = post % 2 === 0 ? rows : rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const posting = persistDone<Took>(scene.deployment, 'POST', '/api/feedback', lines);
    posting.catch(() => undefined);
    if (one.phase === 'ingest' && post === one.after) one.strike = await strike(scene, one.part);
    const { accepted, duplicates, rejectedCount } = await posting;
    if (accepted + duplicates !== rows.length || rejectedCount > 0) throw new Error(`${one.name}: not all of a post was taken`);
  }
}

/** Everything again: how many were not known. */
export async function postAgain(scene: Scene, one: KillCase): Promise<number> {
  const rows = one.people.map((person) => person.feedback);
  return (await persistDone<Took>(scene.deployment, 'POST', '/api/feedback', rows)).accepted;
}

/** Records and verifies the improvement; kills while it is told where it is to. */
export async function tell(scene: Scene, one: KillCase): Promise<void> {
  const { deployment, mail } = scene;
  await persistDone(deployment, 'POST', '/api/improvements', improvementFor(one.name), [409]);
  await persistDone(deployment, 'POST', `/api/improvements/${one.name}/ship`, { shippedAt: shippedAt(one.startedAt) }, [409]);
  const verifying = persistDone(deployment, 'POST', `/api/improvements/${one.name}/verify`, { evidence: 'Looked at 60 pages.' }, [409]);
  verifying.catch(() => undefined);
  if (one.phase === 'release') {
    const enough = (): Promise<boolean> => Promise.resolve(mailsTo(mail, one.people).length >= one.after);
    await deployment.eventually(`${one.name}: ${String(one.after)} mails`, enough, TOLD_WITHIN_MS, 5);
    one.strike = await strike(scene, one.part);
  }
  await verifying;
}
