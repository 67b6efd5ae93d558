const PLAIN = /^[\p{L}\p{N}#][\p{L}\p{N}_./#+&'-]*(?: [\p{L}\p{N}#][\p{L}\p{N}_./#+&'-]*)*$/u;

/** Words that carry the grammar: a name that uses one is put in quotation marks, so that no two flows read alike. */
const GRAMMAR = new Set(
  (
    'a about again all and any anything are as at be by choose confirmed continued counted customer customers else every for from house if in ' +
    'is it known less more most nobody none not of on one only or said same since start such than that the their them they this those time to ' +
    'today true false until usual verified wait when where whether which who whose with without'
  ).split(' '),
);

/** In quotation marks; marks inside are doubled, so that the end is never in doubt. */
export const quoted = (text: string): string => `“${text.replaceAll('”', '””')}”`;

/** A name as it stands where it cannot be mistaken for the sentence around it, else in quotation marks. */
export const named = (text: string): string =>
  PLAIN.test(text) && !/[.']$/.test(text) && !text.split(' ').some((word) => GRAMMAR.has(word.toLowerCase())) ? text : quoted(text);
