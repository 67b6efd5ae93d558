import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustNotBeHeld } from './home.mjs';
import { mustBeFree } from './ports.mjs';
import { stillRuns } from './process-identity.mjs';

/** Refuses at once what would else be refused after minutes of installing: a home in use, a busy port. */
export async function lookAhead(settings) {
  mustNotBeHeld(settings.home);
  if (settings.role !== 'worker' && !hasOrphans(settings.home)) await mustBeFree(settings);
}

/** They may be what holds the port, and are stopped before it is looked at again. */
function hasOrphans(home) {
  try {
    return Object.values(JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')).children).some(stillRuns);
  } catch {
    return false;
  }
}
