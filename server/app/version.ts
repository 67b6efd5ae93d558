import { createRequire } from 'node:module';
import { z } from 'zod';

const own: unknown = createRequire(import.meta.url)('@loopwright/server/package.json');

export const VERSION = z.object({ version: z.string() }).parse(own).version;
