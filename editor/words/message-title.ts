import type { Message } from '../api/shapes.ts';

/** What a message is called: by its subject, or before it is written by the template it is to be written from. */
export const messageTitle = ({ subject, template, templateTitle }: Pick<Message, 'subject' | 'template' | 'templateTitle'>): string =>
  subject ?? `The message “${templateTitle ?? template}”`;
