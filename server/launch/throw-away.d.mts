import type { Log } from './provision.mjs';

/** A database and a Temporal that end with this process, however it ends; MONGODB_URI and TEMPORAL_ADDRESS are used where given. */
export function startThrowAwayServers(options?: {
  log?: Log;
}): Promise<{ mongodbUri: string; temporalAddress: string; stop: () => Promise<void> }>;
