import { conflict } from '../app/refusal.ts';
import { isDuplicate } from '../storage/connection.ts';

/** Writes of people whose name or address another may have. */
export async function unlessTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const fields = typeof error === 'object' && error !== null && 'keyPattern' in error ? Object.keys(error.keyPattern as object) : [];
    if (fields.includes('name')) throw conflict('name-taken', 'Somebody else here has this name; add something that tells you apart.');
    throw conflict('email-taken', 'There is a person with this address already.');
  }
}
