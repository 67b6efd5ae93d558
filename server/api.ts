import { loadEnvFile } from 'node:process';
import { existsSync } from 'node:fs';
import type { Logger } from 'pino';
import { createApp } from './app/create-app.ts';
import { openLog, withoutValues } from './app/log.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config/config.ts';
import { secretIn } from './config/secrets.ts';
import { DemoLoading } from './demo/load-demo.ts';
import type { AskApi } from './demo/load-demo.ts';
import { Keys } from './doors/keys.ts';
import { prepareHouseRules } from './house-rules/house-rules.ts';
import { connect } from './storage/connection.ts';
import { modelsOf, prepareStorage } from './storage/models.ts';
import { prepareTemplates } from './templates/shelf.ts';
import { temporalClient } from './temporal/connect.ts';
import { TemporalWorkflows } from './temporal/temporal-workflows.ts';

/** The API process: HTTP over MongoDB; of Temporal it asks only to start and to hint. */
async function main(): Promise<void> {
  if (existsSync('.env')) loadEnvFile('.env');
  const read = readConfig(process.env);
  const config = { ...read, adminKey: read.adminKey ?? secretIn(read.home, 'admin-key') };
  const log = openLog(config.logLevel);
  const connection = await connect(config.mongodbUri);
  const db = modelsOf(connection);
  await prepareStorage(db);
  await prepareHouseRules(db, config.smtp !== null, Intl.DateTimeFormat().resolvedOptions().timeZone);
  await prepareTemplates(db, systemClock);
  const client = temporalClient(config.temporal);
  const workflows = new TemporalWorkflows(client);
  const askTemporal = async (): Promise<void> => {
    await client.withDeadline(Date.now() + 3_000, () => client.workflowService.getSystemInfo({}));
  };
  const secret = secretIn(config.home, 'secret');
  const world = { connection, db, clock: systemClock, workflows, config, log, secret, askTemporal };
  const app = await createApp(world);
  const demo = new DemoLoading(world, app.get(Keys, { strict: false }), asker(app));
  const withDemo = await demo.begin();
  await app.listen(config.port, config.host);
  log.info({ listening: await app.getUrl() });
  process.send?.({ ready: true });
  if (withDemo)
    demo.load().catch((error: unknown) => {
      log.error({ demo: withoutValues(error) });
      process.send?.({ say: 'The demo could not be loaded whole; it is tried again at the next start.' });
    });

  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void stop(async () => {
        await app.close();
        await connection.close();
      }, log);
    });
}

/** The app's own doors, without the network between. */
const asker =
  (app: Awaited<ReturnType<typeof createApp>>): AskApi =>
  async (method, url, payload, key) => {
    const answer = await app.inject({ method, url, payload: payload as object, headers: { authorization: `Bearer ${key}` } });
    return { status: answer.statusCode, body: answer.body ? answer.json<Record<string, unknown>>() : {} };
  };

/** What is under way is finished; Temporal's client is left as it is, since its retries would meet a closed channel. */
async function stop(close: () => Promise<void>, log: Logger): Promise<void> {
  try {
    await close();
    process.exit(0);
  } catch (error) {
    log.error({ stop: withoutValues(error) });
    process.exit(1);
  }
}

main().catch((error: unknown) => {
  const words = error instanceof Error ? error.message : 'The API did not start.';
  process.stderr.write(`${words}\n`);
  process.send?.({ say: words });
  process.exit(1);
});
