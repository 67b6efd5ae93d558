import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from '@temporalio/client';
import { Client, Connection } from '@temporalio/client';
import type { Config } from '../config/config.ts';

const CONNECT_MS = 10_000;

/** Address and TLS of a Temporal server, for clients and workers alike. */
export function temporalOptions({ address, tls }: Config['temporal']): Pick<ConnectionOptions, 'address' | 'tls'> {
  if (!tls) return { address };
  const pair = tls.cert && tls.key ? { clientCertPair: { crt: readFileSync(tls.cert), key: readFileSync(tls.key) } } : {};
  return { address, tls: { ...pair, ...(tls.ca ? { serverRootCACertificate: readFileSync(tls.ca) } : {}) } };
}

/** A client that connects at first use, so that an API may start before Temporal does. */
export function temporalClient(config: Config['temporal']): Client {
  const connection = Connection.lazy({ ...temporalOptions(config), connectTimeout: CONNECT_MS });
  return new Client({ connection, namespace: config.namespace });
}
