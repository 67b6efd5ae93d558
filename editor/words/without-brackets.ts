/** A sentence as it is heard, and told of elsewhere: what is still to be chosen stands in brackets for the eye alone. */
export const withoutBrackets = (text: string): string => text.replaceAll(/\[(choose [^\]]*)\]/g, '$1');
