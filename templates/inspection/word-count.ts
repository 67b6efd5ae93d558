/** Words as a reader counts them; a link's address is not one. */
export function wordCount(text: string): number {
  return text
    .replace(/https?:\/\/\S+/g, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
