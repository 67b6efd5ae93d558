/** With a capital at the beginning, as in a sentence. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
