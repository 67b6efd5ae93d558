import { mongo } from 'mongoose';

/** Not here, not now: the caller may try the same again. */
export class Outage extends Error {
  constructor(
    readonly what: 'database' | 'temporal',
    options?: ErrorOptions,
  ) {
    super(`${what}-outage`, options);
    this.name = 'Outage';
  }
}

const NETWORK = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoClientClosedError',
  'MongoWriteConcernError',
  'MongoOperationTimeoutError',
]);
/** The driver lets a socket that broke in the moment of writing through as it is. */
const SOCKET = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT']);
/** Not primary, shutting down, interrupted, write concern not met, disk full. */
const CODES = new Set([6, 7, 64, 79, 89, 91, 100, 112, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436, 14_031]);

/** Whether the database could not be reached, or could not promise that what it took is stored. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (NETWORK.has(error.name)) return true;
  if ('code' in error && SOCKET.has(String(error.code))) return true;
  if (error.name === 'MongooseError' && error.message.includes('buffering timed out')) return true;
  if (!(error instanceof mongo.MongoError)) return false;
  const code = typeof error.code === 'number' ? error.code : -1;
  return CODES.has(code) || error.hasErrorLabel('TransientTransactionError') || error.hasErrorLabel('UnknownTransactionCommitResult');
}

export const isOutage = (error: unknown): boolean => error instanceof Outage || isDatabaseOutage(error);
