import type { TestProject } from 'vitest/node';
import { provideTemporalTestServer } from '../../server/launch/provision.mjs';
import { startThrowAwayServers } from '../../server/launch/throw-away.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** A replica set; take a database of your own by `dbName`. */
    mongodbUri: string;
    /** host:port of a Temporal server with the namespace `default`; take a task queue of your own. */
    temporalAddress: string;
    /** Path of the time-skipping server, for `createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`. */
    temporalTestServer: string;
  }
}

/** Starts once, for all test files of a run, what needs to be real. */
export default async function servers(project: TestProject): Promise<() => Promise<void>> {
  const log = (line: string): void => {
    process.stderr.write(`  ${line}\n`);
  };
  const testServer = await provideTemporalTestServer(log);
  const { mongodbUri, temporalAddress, stop } = await startThrowAwayServers({ log });
  project.provide('mongodbUri', mongodbUri);
  project.provide('temporalAddress', temporalAddress);
  project.provide('temporalTestServer', testServer);
  return stop;
}
