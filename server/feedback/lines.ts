import { parse } from 'secure-json-parse';
import { Unreadable } from './unreadable.ts';

const LONGEST_LINE = 1_048_576;
const NEWLINE = 0x0a;

/** The lines of a stream, in groups as they come; null for a line over the limit, which is never held in memory whole. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<(string | null)[]> {
  let parts: Buffer[] = [];
  let length = 0;
  const end = (): string | null => {
    const line = length > LONGEST_LINE ? null : Buffer.concat(parts).toString('utf8');
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of stream) {
    const lines: (string | null)[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, at));
      lines.push(end());
      from = at + 1;
    }
    add(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [end()];

  function add(part: Buffer): void {
    length += part.length;
    if (length <= LONGEST_LINE) parts.push(part);
    else parts = [];
  }
}

/** The value of a line, or why it has none. */
export function valueOf(line: string | null): unknown {
  if (line === null) return new Unreadable('this line is over 1 MB: send one object a line, shorter');
  try {
    return parse(line) as unknown;
  } catch {
    return new Unreadable('this line is not JSON: send one whole object a line, without line breaks inside it');
  }
}
