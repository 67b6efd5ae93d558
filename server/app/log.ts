import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** The process's log: JSON lines of codes, ids and figures. What customers said, names, addresses and keys never go in. */
export function openLog(level: string, to?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return to ? pino(options, to) : pino(options);
}

/** An error without its message, which may quote what was stored: name, code, and where in the code. */
export function withoutValues(error: unknown): { name: string; code?: string | number; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, ...(code === undefined ? {} : { code }), at: frames.slice(0, 8).map((line) => line.trim()) };
}

/** Nest's own words, from warnings up. */
export const nestLog = (log: Logger): LoggerService => ({
  log: () => undefined,
  error: (message: unknown) => log.error({ nest: String(message).slice(0, 300) }),
  warn: (message: unknown) => log.warn({ nest: String(message).slice(0, 300) }),
});
