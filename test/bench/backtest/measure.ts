import { fromMongo } from './from-mongo.ts';
import { inMemory } from './in-memory.ts';
import type { Rate } from './in-memory.ts';

export interface Measures {
  memory: Rate[];
  mongo: Rate[];
}

/** Run by itself, so that the product is the one that was built, without what running TypeScript adds to it. */
const [feedback = 0, rounds = 0] = process.argv.slice(2).map(Number);
await inMemory(Math.ceil(feedback / 3));
const memory: Rate[] = [];
for (let round = 0; round < rounds; round += 1) memory.push(await inMemory(feedback));
const mongo = await fromMongo(feedback, rounds);
process.stdout.write(JSON.stringify({ memory, mongo } satisfies Measures));
process.exit(0);
