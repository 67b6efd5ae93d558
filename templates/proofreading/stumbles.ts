/** What a reader would stumble over in a finished message: traces of facts that were not there. Used by the tests of the shipped words. */
const faults: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a value that is none', /\b(?:undefined|null|NaN|Invalid Date)\b|\[object/u],
  ['a brace or a private character', /[{}\uE000-\uE007]/u],
  ['a double space', / {2,}/u],
  ['a space before punctuation', / [,.;:?](?=\s|$)/mu],
  ['doubled punctuation', /[,;:?] ?[,.;:?]|\.[,;:?.]/u],
  ['a line that starts with punctuation', /^\s*[,.;:?)]/mu],
  ['a line that ends in the middle', /[,;:(–-]$/mu],
  ['a sentence that starts small', /[.?] \p{Ll}/u],
  [
    'a word that waits for another',
    /(?<!c[oa]me )\b(?:on|of|about|in|by|from|the|a|vom|am|um|zum Thema|beim Thema|für|und|and) ?(?:[.,;:?]|$)/mu,
  ],
  ['empty quotation marks or brackets', /[“„][”“]|\(\s*\)/u],
  ['an empty paragraph', /\n{3,}|<p>\s*<\/p>|<br>\s*<\/p>/u],
];

/** The faults of a text by name. Its greeting may end in a comma; "give up on it" is no dangling word. */
export function stumbles(text: string): string[] {
  const read = text.replace(/^((?:Hello|Guten Tag)[^\n]*),$/mu, '$1').replace(/https?:\/\/\S+/g, 'link');
  return faults.filter(([, pattern]) => pattern.test(read)).map(([name]) => name);
}

/** What a mail reader shows of the HTML. */
export function shown(html: string): string {
  const body = /<body>\n([^]*)<\/body>/u.exec(html)?.[1] ?? '';
  return body
    .replaceAll('</p>\n', '\n\n')
    .replaceAll(/<br>\n/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:#x([0-9A-F]+)|(amp|lt|gt|quot));/g, (_all, code?: string, name?: string) =>
      code === undefined ? { amp: '&', lt: '<', gt: '>', quot: '"' }[name as 'amp'] : String.fromCodePoint(Number.parseInt(code, 16)),
    )
    .trim();
}
