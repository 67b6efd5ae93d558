import { createHmac } from 'node:crypto';

/** What stands for the externalId of an erased feedback: it still counts as sent before, and says nothing. */
export const erasedId = (secret: string, source: string, externalId: string): string =>
  `erased:${createHmac('sha256', secret).update(`${source}\n${externalId}`).digest('hex')}`;
