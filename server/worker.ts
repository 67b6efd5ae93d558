import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createWorkers, loadBundles } from '@loopwright/workflows/worker';
import type { Logger } from 'pino';
import { openLog, withoutValues } from './app/log.ts';
import { isOutage } from './app/outage.ts';
import { Calls } from './channels/calls.ts';
import { channelsFor, mailFor } from './channels/channels.ts';
import { mailSettingsOf } from './channels/mail-from-config.ts';
import { Notices } from './channels/notices.ts';
import { StopLinks } from './channels/stop-link.ts';
import { systemClock as clock } from './clock.ts';
import { readConfig } from './config/config.ts';
import type { Config } from './config/config.ts';
import { secretIn } from './config/secrets.ts';
import { noFaults as at } from './faults.ts';
import { Published } from './flows/plans.ts';
import { prepareHouseRules } from './house-rules/house-rules.ts';
import { Reminders } from './reminding/reminders.ts';
import { connect } from './storage/connection.ts';
import { modelsOf, prepareStorage } from './storage/models.ts';
import { Suppressions } from './telling/suppression.ts';
import { prepareTemplates } from './templates/shelf.ts';
import { temporalClient, temporalOptions } from './temporal/connect.ts';
import { TemporalWorkflows } from './temporal/temporal-workflows.ts';
import { portsOf } from './working/ports.ts';
import { protocolsOf } from './working/protocols.ts';
import { keepPumping } from './working/pump.ts';
import { pumpsOf } from './working/pumps.ts';
import { releasePages } from './working/release-pages.ts';
import { MessageWriter } from './writing/writer.ts';

const CONNECT_TRIES_MS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000];

/** The worker process: walks loops, tells customers, releases improvements, and moves feedback on. */
async function main(): Promise<void> {
  if (existsSync('.env')) loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  Runtime.install({ logger: new DefaultLogger('WARN', ({ level, message }) => log.warn({ temporal: message, level })) });
  const connection = await connect(config.mongodbUri);
  const db = modelsOf(connection);
  await prepareStorage(db);
  const mail = mailFor(mailSettingsOf(config));
  await prepareHouseRules(db, mail !== null, Intl.DateTimeFormat().resolvedOptions().timeZone);
  await prepareTemplates(db, clock);
  const secret = secretIn(config.home, 'secret');
  const links = new StopLinks(secret, config.publicUrl);
  const published = new Published(db);
  const workflows = new TemporalWorkflows(temporalClient(config.temporal));
  const channels = channelsFor(db, clock, links, mail);
  const writer = new MessageWriter(db, published, links);
  const suppressions = new Suppressions(db, secret);
  const protocols = protocolsOf({ connection, db, clock, workflows, channels, suppressions, writer, published, at });
  const notices = new Notices(db, clock, mail, config.publicUrl);
  const reminders = new Reminders(db, clock, mail, config.publicUrl);
  const workers = await createWorkers({
    connection: await nativeConnection(config),
    namespace: config.temporal.namespace,
    ports: portsOf(db, clock, protocols, { webhooks: new Calls(db, clock), notices }),
    release: releasePages(db, workflows, protocols),
    fetchPlan: published.plan,
    bundles: await loadBundles(),
    judge: (error, activity) => judge(error, activity, log),
  });
  const ending = new AbortController();
  const all = Object.values(workers);
  const running = Promise.all(all.map((worker) => worker.run()));
  const pumping = pumpsOf({ connection, db, clock, workflows, log, at }, protocols, notices, reminders).map((pump) =>
    keepPumping(pump, log, ending.signal),
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ending.abort());
  ending.signal.addEventListener('abort', () => {
    for (const worker of all) if (worker.getState() === 'RUNNING') worker.shutdown();
  });
  log.info({ working: true });
  process.send?.({ ready: true });
  await running.finally(() => ending.abort());
  await Promise.all(pumping);
  await connection.close();
  process.exit(0);
}

/** Temporal may come up a little later than we do. */
async function nativeConnection({ temporal }: Pick<Config, 'temporal'>): Promise<NativeConnection> {
  for (const pause of CONNECT_TRIES_MS) {
    try {
      return await NativeConnection.connect(temporalOptions(temporal));
    } catch {
      await new Promise((again) => setTimeout(again, pause));
    }
  }
  return NativeConnection.connect(temporalOptions(temporal));
}

/** Outages are waited out; a bug is told to the log by its place in the code, never by what it held. */
function judge(error: unknown, activity: string, log: Logger): { outage: boolean; code: string } {
  if (isOutage(error)) return { outage: true, code: 'outage' };
  log.error({ activity, bug: withoutValues(error) });
  return { outage: false, code: 'bug' };
}

main().catch((error: unknown) => {
  const words = error instanceof Error ? error.message : 'The worker did not start.';
  process.stderr.write(`${words}\n`);
  process.send?.({ say: words });
  process.exit(1);
});
