// Invisible or direction-changing: format characters (bidirectional, zero-width, tags), fillers, private use (ours, see stretches.ts), lone surrogates.
const INVISIBLE =
  /\p{Cf}|\p{Co}|\p{Cs}|\u034F|[\u115F\u1160\u2800\u3164\uFFA0]|\u17B4|\u17B5|\u180B|\u180C|\u180D|\u180E|\u180F|[\u{E0100}-\u{E01EF}]/gu;
const BREAKS_AND_SPACES = /[\s\u0085]+/gu;
const CONTROL = /\p{Cc}/gu;

/** A datum as one line of visible text: nothing hidden, no control or bidirectional characters, and never a line break of its own. */
export function sanitise(datum: string): string {
  return datum.replace(INVISIBLE, '').replace(BREAKS_AND_SPACES, ' ').replace(CONTROL, '').replace(/ {2,}/g, ' ').trim();
}
