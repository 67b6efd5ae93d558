import { randomUUID } from 'node:crypto';
import { backtest } from '@loopwright/workflows/backtest';
import { channelsFor } from '../../../server/channels/channels.ts';
import { StopLinks } from '../../../server/channels/stop-link.ts';
import { systemClock } from '../../../server/clock.ts';
import { connect } from '../../../server/storage/connection.ts';
import { modelsOf, prepareStorage } from '../../../server/storage/models.ts';
import { Suppressions } from '../../../server/telling/suppression.ts';
import { nextOpenIn } from '../../../server/trying/next-open.ts';
import { PastPeople } from '../../../server/trying/past-people.ts';
import type { Rate } from './in-memory.ts';
import { people, replay } from './people.ts';
import { store } from './stored.ts';

/** The same rows, read as the product reads them; the database runs beside, on another core if there is one. */
export async function fromMongo(feedback: number, rounds: number): Promise<Rate[]> {
  const connection = await connect(process.env['MONGODB_URI'] ?? 'mongodb://localhost:27017', `bench-${randomUUID()}`);
  const db = modelsOf(connection);
  try {
    await prepareStorage(db);
    await store(db, people(feedback));
    const links = new StopLinks('bench', 'http://localhost:3000');
    const channels = channelsFor(db, systemClock, links, null);
    const past = { flow: 'bench', demo: false, from: new Date(0), to: new Date('2999-01-01T00:00:00Z'), asked: ['plan'] };
    const rates: Rate[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      const used = process.cpuUsage();
      await backtest([replay(nextOpenIn({ from: 8, to: 20 }))], new PastPeople(db, channels, new Suppressions(db, 'bench'), past).pages());
      const { user, system } = process.cpuUsage(used);
      const seconds = (performance.now() - begun) / 1000;
      rates.push({ feedback, seconds, perSecond: feedback / seconds, perProcessorSecond: feedback / ((user + system) / 1e6) });
    }
    return rates;
  } finally {
    await connection.dropDatabase();
    await connection.close();
  }
}
