/**
 * Marks that travel through rendering so that layout can tell the template's own words from data: structure (links, paragraphs) is read
 * from the template's words only. Private-use characters, which are stripped from data and refused in templates.
 */
export const MARKS = /[\uE000-\uE007]/g;

export const data = (text: string): string => (text === '' ? '' : `\uE000${text}\uE001`);
export const link = (url: string): string => (url === '' ? '' : `\uE002${url}\uE003`);
export const CLAIM = { open: '\uE004', close: '\uE005' } as const;
export const FOOTER = { open: '\uE006', close: '\uE007' } as const;

export const unmarked = (text: string): string => text.replace(MARKS, '');
