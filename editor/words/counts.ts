const number = new Intl.NumberFormat('en-GB');

export const count = (n: number): string => number.format(n);

/** “1 person”, “31 people”. */
export const of = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
export const people = (n: number): string => of(n, 'person', 'people');
