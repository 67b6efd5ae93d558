const both = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

/** In the reader's own zone; the place where it stands carries the exact instant. */
export const moment = (instant: string): string => both.format(new Date(instant));
export const onDay = (instant: string): string => day.format(new Date(instant));
export const onWeekday = (instant: string): string => weekday.format(new Date(instant));
