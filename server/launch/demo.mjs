import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { command } from './command.mjs';
import { createApi } from './demo-api.mjs';
import { createPage } from './demo-page.mjs';
import { openPlace } from './demo-place.mjs';
import { playStory } from './demo-story.mjs';
import { adminKeyIn } from './home.mjs';
import { launch } from './launch.mjs';
import { prepare } from './prepare.mjs';
import { localUrl } from './product-services.mjs';
import { createStages } from './stages.mjs';
import { untilStopped } from './until-stopped.mjs';

const INTERRUPTED = 130;
const page = createPage((line) => process.stdout.write(`${line}\n`));

/** Plays the main job of the product in a throw-away home of its own, through the API alone, and tells it in words. */
command(async (args) => {
  const stages = createStages(page.plain);
  const other = await prepare(stages, fileURLToPath(import.meta.url), args, [tmpdir()]);
  if (other !== undefined) return other;

  const { signal } = untilStopped();
  const since = Date.now();
  let place;
  let running;
  try {
    await stages.run('Build', (log) => buildIfStale({ log, signal }));
    place = await openPlace();
    const { settings, home } = place;
    running = await launch({ settings, home, stages, log: page.aside, signal });
    const api = createApi({ url: localUrl(settings), key: adminKeyIn(home.path), signal });
    await playStory({ api, page, signal, supervisor: running.supervisor });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    if (place) await stages.run('End', () => leave(running, place, since));
  }
  return signal.aborted ? INTERRUPTED : 0;
});

async function leave(running, place, since) {
  page.quiet();
  await running?.stop();
  place.remove();
  return `everything stopped and ${place.settings.home} removed, ${Math.round((Date.now() - since) / 1000)} s after the start`;
}
