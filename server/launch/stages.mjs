import { seconds } from './amounts.mjs';

const SILENCE_MS = 5_000;

/**
 * Tells a person how far a command has come: one line a stage with its result and seconds, lines in between as they come, and never more
 * than a few seconds of silence.
 */
export function createStages(print = (line) => process.stdout.write(`${line}\n`)) {
  const finished = [];
  return {
    finished,
    run: async (title, work) => {
      const since = Date.now();
      let lastSaid = since;
      const say = (line) => {
        lastSaid = Date.now();
        print(line);
      };
      const watch = setInterval(() => {
        if (Date.now() - lastSaid >= SILENCE_MS) say(`  ${title} … ${seconds(since)}`);
      }, 500);
      try {
        const result = await work((line) => say(`  ${line}`));
        const words = typeof result === 'string' ? result : (result?.words ?? 'done');
        print(`${title}: ${words} (${seconds(since)})`);
        return result;
      } finally {
        clearInterval(watch);
        finished.push({ title, took: seconds(since) });
      }
    },
  };
}
