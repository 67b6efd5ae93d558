/** What of a message's text nobody changes: what it claims, in order, and its last lines. */
interface Locked {
  claims: readonly string[];
  footer: string | null;
}

/** The words between what is locked, one more than there are claims; the spaces around each are kept apart. */
interface Stretch {
  before: string;
  words: string;
  after: string;
}

function stretches(text: string, { claims, footer }: Locked): Stretch[] {
  let rest = text.trimEnd();
  if (footer !== null) rest = rest.slice(0, rest.length - footer.trimEnd().length).trimEnd();
  const raw: string[] = [];
  for (const claim of claims) {
    const at = rest.indexOf(claim);
    if (at < 0) continue;
    raw.push(rest.slice(0, at));
    rest = rest.slice(at + claim.length);
  }
  return [...raw, rest].map((all) => {
    const words = all.trim();
    const from = words === '' ? all.length : all.indexOf(words);
    return { before: all.slice(0, from), words, after: all.slice(from + words.length) };
  });
}

/** What a person may change of a text: the words before, between and after its claims. */
export const wordsAround = (text: string, locked: Locked): string[] => stretches(text, locked).map(({ words }) => words);

/** The whole text again, with these words around its claims: what is locked stays byte for byte, and the spaces between where they can. */
export function putTogether(text: string, locked: Locked, words: readonly string[]): string {
  const parts = stretches(text, locked);
  let whole = '';
  parts.forEach(({ before, words: old, after }, at) => {
    const now = (words[at] ?? old).trim();
    const claim = locked.claims[at - 1];
    if (claim !== undefined) {
      whole += (whole === '' || /\s$/u.test(whole) ? '' : ' ') + claim;
      if (now !== '') whole += old === '' || before === '' ? ' ' : before;
    }
    whole += now;
    if (now !== '' && at < parts.length - 1) whole += old === '' || after === '' ? '\n\n' : after;
  });
  return `${[whole.trimEnd(), ...(locked.footer === null ? [] : [locked.footer])].join('\n\n')}\n`;
}
