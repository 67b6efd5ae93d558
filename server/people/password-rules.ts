import { z } from 'zod';
import { invalid } from '../app/refusal.ts';

const LEAST = 12;
const MOST = 200;

/** The first that anybody guesses, of those long enough. */
const GUESSED_FIRST = new Set([
  '0123456789012',
  '098765432109',
  '123123123123',
  '1234567890123',
  '123456789012',
  '1234567890ab',
  '123456789123',
  '123456789abc',
  '12345qwertyuiop',
  '1q2w3e4r5t6y',
  '1q2w3e4r5t6y7u8i',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  'abcd12345678',
  'abcdefghijkl',
  'abcdefghijklm',
  'administrator',
  'administrator1',
  'asdfghjkl123',
  'asdfghjklqwertyuiop',
  'changeme1234',
  'changemeplease',
  'correcthorsebatterystaple',
  'iloveyou1234',
  'letmein12345',
  'letmeinletmein',
  'loopwright12',
  'loopwright123',
  'loopwright1234',
  'passw0rd1234',
  'password1234',
  'password12345',
  'password123456',
  'password@123',
  'passwordpassword',
  'q1w2e3r4t5y6',
  'qwerty123456',
  'qwerty12345678',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiop[]',
  'qwertyuiopasdfghjkl',
  'welcome12345',
  'welcome123456',
  'zxcvbnm12345',
]);

const characters = (text: string): number => Array.from(text).length;
const isGuessedFirst = (text: string): boolean => GUESSED_FIRST.has(text.toLowerCase()) || new Set(text).size === 1;

/** A password as typed at sign-in. */
export const TypedPassword = z.string().min(1).max(1000);

/** A password to be set: long enough is what counts, and no rules of composition. */
export const NewPassword = z
  .string()
  .max(1000)
  .transform((text) => text.normalize('NFKC'))
  .refine((text) => characters(text) >= LEAST, `write at least ${String(LEAST)} characters; a few words in a row are fine`)
  .refine((text) => characters(text) <= MOST, `write at most ${String(MOST)} characters`)
  .refine((text) => !isGuessedFirst(text), 'this is among the first that anybody guesses: take another');

/** Refused where it is what everybody knows of them. */
export function mustNotBeTheirs(password: string, path: string, known: readonly (string | null)[]): void {
  const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
  if (known.some((text) => text !== null && plain(text) === plain(password)))
    throw invalid([{ path, message: 'this is your name or address: take another' }]);
}
