import type { Models } from '../storage/models.ts';

/** Whether all that was ever said here is of the demo, so that a flow for real people has nobody to be tried on. */
export async function onlyInvented(db: Models): Promise<boolean> {
  const [invented, real] = await Promise.all([db.feedback.exists({ demo: true }), db.feedback.exists({ demo: false })]);
  return invented !== null && real === null;
}
