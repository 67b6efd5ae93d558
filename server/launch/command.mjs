import { Refusal } from './refusal.mjs';

/** Runs a command to its end: a refusal is told in its one sentence, anything else is a bug and keeps its stack. */
export async function command(main) {
  // A closed pipe on the other side must not stop us from stopping our children.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  try {
    const code = await main(process.argv.slice(2));
    process.exit(code ?? 0);
  } catch (error) {
    process.stderr.write(`${error instanceof Refusal ? error.message : (error.stack ?? error)}\n`);
    process.exit(1);
  }
}
