import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits in 43 characters of base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. A slow hash would add nothing: there is no dictionary of such tokens. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
