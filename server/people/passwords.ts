import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

interface Cost {
  /** KiB. */
  memory: number;
  passes: number;
  parallelism: number;
}

/** What OWASP asks of Argon2id at least; raising it here raises each hash at its owner's next sign-in. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Argon2id as a PHC string with its parameters. Runs beside the event loop. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return phc(COST, salt, await derive(password, salt, COST, TAG_BYTES));
}

/** Compared in constant time. Without a hash to compare with, the same work is done for a no. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const { cost, salt, tag } = read(hash ?? phc(COST, randomBytes(SALT_BYTES), randomBytes(TAG_BYTES)));
  const derived = await derive(password, salt, cost, tag.length);
  return timingSafeEqual(derived, tag) && hash !== null;
}

/** Whether it was made with less than what is asked for now. */
export function isOutdated(hash: string): boolean {
  const { cost } = read(hash);
  return cost.memory < COST.memory || cost.passes < COST.passes;
}

const deriveKey = promisify(argon2);

const derive = (password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> =>
  deriveKey('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...cost });

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

const phc = ({ memory, passes, parallelism }: Cost, salt: Buffer, tag: Buffer): string =>
  `$argon2id$v=19$m=${String(memory)},t=${String(passes)},p=${String(parallelism)}$${base64(salt)}$${base64(tag)}`;

function read(hash: string): { cost: Cost; salt: Buffer; tag: Buffer } {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(hash) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('a password hash of another make');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}
