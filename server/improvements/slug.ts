import { Slug } from '@loopwright/workflows/contract';

const LONGEST = 80;

/** An id people can read, from a title: "Prices without tax" is prices-without-tax. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return Slug.safeParse(slug).success ? slug : 'improvement';
}

/** The slug, then slug-2, slug-3 … until one is free. */
export function* slugsFor(title: string): Generator<string> {
  const slug = slugOf(title);
  yield slug;
  for (let count = 2; ; count += 1) yield `${slug}-${String(count)}`;
}
