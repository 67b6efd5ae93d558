import { createHash } from 'node:crypto';
import { Types } from 'mongoose';

/** A new id: 24 hex digits that sort by the time of their making. Never derived from personal data. */
export const newId = (): string => new Types.ObjectId().toHexString();

/** SHA-256 in hex over the parts, each preceded by its length so that no two lists of parts collide. */
export function hashOf(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const text = String(part);
    hash.update(`${String(Buffer.byteLength(text))}:${text}`);
  }
  return hash.digest('hex');
}
