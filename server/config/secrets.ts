import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret of the home folder: made at first need, readable by its owner only, the same for every process of this home. */
export function secretIn(home: string, name: 'admin-key' | 'secret'): string {
  const file = join(home, name);
  if (!existsSync(file)) make(home, file);
  return readFileSync(file, 'utf8').trim();
}

/** Written whole and then linked, so that of two processes one wins and neither reads half a secret. */
function make(home: string, file: string): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
