import { setTimeout as delay } from 'node:timers/promises';
import type { ReleaseActivities } from '@loopwright/workflows/ports';
import type { Models } from '../storage/models.ts';
import { hintMessages } from '../messages/stop-and-hint.ts';
import { START } from '../waiting/release.ts';
import type { Cursor } from '../waiting/release.ts';
import type { Workflows } from '../waiting/workflows.port.ts';
import type { Protocols } from './protocols.ts';

/** Offered and still open. Few, so that fresh feedback does not queue behind a release; more tell hardly faster. */
const MOST_IN_FLIGHT = 16;
const IN_FLIGHT_MS = 1_000;

const written = ({ bucket, after }: Cursor): string => `${String(bucket)}:${after}`;
const read = (text: string | null): Cursor => {
  const [bucket, after] = text?.split(':') ?? [];
  return bucket === undefined || after === undefined ? START : { bucket: Number(bucket), after };
};

/** The pages of release and recall, as their workflows ask for them. */
export function releasePages(
  db: Models,
  workflows: Workflows,
  { releasing, recalling }: Pick<Protocols, 'releasing' | 'recalling'>,
  mostInFlight = MOST_IN_FLIGHT,
): ReleaseActivities {
  const over = { next: null, offered: 0, inFlight: 0, full: false, done: false, stop: true };
  return {
    async releasePage({ improvement, revision, after, offered }) {
      if (after === null && !(await releasing.begin(improvement, revision))) return over;
      const inFlight = await releasing.inFlight(improvement, revision);
      const room = mostInFlight - inFlight;
      if (room <= 0) return { next: written(read(after)), offered: 0, inFlight, full: true, done: false, stop: false };
      const page = await releasing.page(improvement, revision, read(after), room);
      if ('stop' in page) return over;
      const done = page.next === null && offered + page.offered === 0;
      if (done) await releasing.done(improvement, revision);
      return {
        next: page.next && written(page.next),
        offered: page.offered,
        inFlight: page.inFlight,
        full: page.inFlight >= mostInFlight,
        done,
        stop: false,
      };
    },
    async recallPage({ improvement, epoch, after }) {
      const page = await recalling.correctPage(improvement, epoch, after ?? '');
      if ('next' in page) return { next: page.next, done: false, stop: false };
      if ('done' in page) await hintMessages({ db, workflows }, { 'claim.improvement': improvement, state: 'recalled' });
      else await delay(IN_FLIGHT_MS);
      return { next: null, done: 'done' in page, stop: false };
    },
  };
}
