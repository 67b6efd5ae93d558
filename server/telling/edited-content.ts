import { editedWords, sanitise } from '@loopwright/templates';
import { Refusal } from '../app/refusal.ts';
import { hashOf } from '../storage/ids.ts';
import type { ContentDoc, LockedDoc } from './message.schema.ts';

/** How somebody wants a message to read; without a subject the one it has stays. */
export interface Edit {
  text: string;
  subject?: string | undefined;
}

const URL = /(?:https?:\/\/|mailto:|www\.)[^\s<>"'\u2068\u2069]+/giu;
const CLAIMING = 'claiming-words';

const urlsIn = (text: string): string[] => text.match(URL) ?? [];
const refused = (code: string, detail: string, path: string): Refusal => new Refusal(422, code, detail, [{ path, message: detail }]);

/**
 * A message in an approver's words. What it claims, its links and its last lines stay byte for byte; offers are refused. `claiming` names
 * what the new words say of a change beside the claim: somebody else has to approve that. Edited back to how it was written, it is as written.
 */
export function editedContent(
  content: ContentDoc & { locked: LockedDoc },
  edit: Edit,
  by: { id: string; name: string },
  at: Date,
): ContentDoc {
  const { edited, locked } = content;
  const original = edited?.original ?? { subject: content.subject, text: content.text, html: content.html, hash: content.hash };
  const before = bodyOf(original.text, locked);
  const after = tidy(bodyOf(edit.text.replaceAll('\r\n', '\n'), locked), before);
  const subject = edit.subject === undefined ? content.subject : sanitise(edit.subject);
  keepsClaims(after, locked.claims);
  keepsLinks(after, before);
  if (subject === '') throw refused('no-subject', 'A message needs a subject.', 'subject');
  if (subject !== original.subject && urlsIn(subject).length > 0) throw refused('links-locked', 'A subject holds no link.', 'subject');
  if (after.trim() === '') throw refused('no-words', 'A message needs words.', 'text');
  const claiming = newWords(`${original.subject}\n${before}`, `${subject}\n${after}`, locked.claims);
  const text = [after, ...(locked.footer === null ? [] : [locked.footer])].join('\n\n') + '\n';
  if (text === original.text && subject === original.subject) return { ...content, ...original, edited: null };
  const html = original.html === null ? null : htmlOf(original.html, subject, after);
  const hash = hashOf('edited', original.hash, subject, text);
  return { ...content, subject, text, html, hash, edited: { by: by.name, byId: by.id, at, original, claiming } };
}

/** All but the last lines. */
function bodyOf(text: string, { footer }: LockedDoc): string {
  const whole = text.trimEnd();
  if (footer === null) return whole;
  const ending = footer.trimEnd();
  const body = whole.slice(0, whole.length - ending.length);
  if (whole.endsWith(ending) && (body === '' || body.endsWith('\n'))) return body.trimEnd();
  throw refused('ending-locked', 'The last lines, which say why they get this and how they stop it, stay exactly as they are.', 'text');
}

/** New words are freed of what cannot be seen; those that were there stay as they are. */
function tidy(body: string, before: string): string {
  const known = new Set(before.split(/[ \n]/u));
  const visible = (word: string): string => (known.has(word) ? word : sanitise(word));
  const lines = body.split('\n').map((line) => line.split(' ').map(visible).join(' ').trimEnd());
  return lines.join('\n').replaceAll(/\n{3,}/gu, '\n\n');
}

function keepsClaims(body: string, claims: readonly string[]): void {
  let from = 0;
  for (const claim of claims) {
    const at = body.indexOf(claim, from);
    const end = at + claim.length;
    const alone = /^$|\s$/u.test(body.slice(0, Math.max(0, at))) && /^$|^\s/u.test(body.slice(end));
    if (at < 0 || !alone)
      throw refused('claim-locked', `“${claim}” stays exactly as it is, a sentence of its own: it says what was verified.`, 'text');
    from = end;
  }
}

function keepsLinks(body: string, before: string): void {
  const [now, then] = [urlsIn(body), urlsIn(before)];
  if (now.length === then.length && now.every((url, at) => url === then[at])) return;
  const gone = then.find((url) => !now.includes(url));
  const come = now.find((url) => !then.includes(url));
  const which = gone ? `put back ${gone}` : come ? `take out ${come}` : 'each stands once, in its order';
  throw refused('links-locked', `Its links stay exactly as they are: ${which}.`, 'text');
}

/** What the rules for words find that was not there before. An offer is refused. */
function newWords(before: string, after: string, claims: readonly string[]): string[] {
  const known = editedWords(before, claims).map(({ words }) => words);
  const found = editedWords(after, claims).filter(({ words }) => {
    const at = known.indexOf(words);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
  const offer = found.find(({ blocks }) => blocks);
  if (offer) throw refused('offer', `${offer.words} ${offer.remedy}`, 'text');
  return found.filter(({ rule }) => rule === CLAIMING).map(({ words }) => words);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
const LAST_LINES = '<p><small>';

/** The page as it was, with these words in the place of its own; its head and its last lines stay. */
function htmlOf(html: string, subject: string, body: string): string {
  const [head = ''] = html.split('<body>');
  const ending = html.includes(LAST_LINES) ? html.slice(html.indexOf(LAST_LINES)) : '</body>\n</html>\n';
  const titled = head.replace(/<title>[^<]*<\/title>/u, () => `<title>${escaped(subject)}</title>`);
  const paragraphs = body.split(/\n\n+/u).map((words) => `<p>${linked(words).replaceAll('\n', '<br>\n')}</p>`);
  return `${titled}<body>\n${paragraphs.join('\n')}\n${ending}`;
}

function linked(words: string): string {
  let from = 0;
  let html = '';
  for (const { 0: url, index } of words.matchAll(URL)) {
    const address = url.startsWith('http') ? `<a href="${escaped(url)}">${escaped(url)}</a>` : escaped(url);
    html += escaped(words.slice(from, index)) + address;
    from = index + url.length;
  }
  return html + escaped(words.slice(from));
}
