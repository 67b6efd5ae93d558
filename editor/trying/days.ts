const USUAL_DAYS = 183;
const DAY_MS = 86_400_000;

/** A day as date fields have it, in the reader's own zone. */
function dayOf(at: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The last six months, as date fields have them. */
export function lastSixMonths(): { from: string; to: string } {
  const now = Date.now();
  return { from: dayOf(new Date(now - USUAL_DAYS * DAY_MS)), to: dayOf(new Date(now)) };
}

/** Whole days in the reader's own zone, as the server is asked for them. */
export const instantsOf = (from: string, to: string): { from: string; to: string } => ({
  from: new Date(`${from}T00:00:00`).toISOString(),
  to: new Date(`${to}T23:59:59`).toISOString(),
});
