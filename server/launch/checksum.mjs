import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Refusal } from './refusal.mjs';

export async function sha256Of(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Nothing that differs from what was pinned is ever run. */
export async function mustMatch(file, expected, what) {
  const found = await sha256Of(file);
  if (found === expected) return;
  throw new Refusal(
    `What was downloaded as ${what} has the sha256 ${found} and not ${expected}: it was thrown away; ` +
      'try again, and if it stays so, do not trust the network or mirror it came through.',
  );
}
