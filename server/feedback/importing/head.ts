import { Refusal } from '../../app/refusal.ts';

/** How much is looked at before it is said what a file is, in bytes. */
const HEAD = 262_144;

export interface WithHead {
  /** The first bytes; all of them where `whole`. */
  head: Buffer;
  whole: boolean;
  /** Everything, the head included. */
  all: AsyncIterable<Buffer>;
}

/** Whoever sends it went away; nobody hears the answer. */
class CutOff extends Refusal {
  constructor() {
    super(400, 'cut-off', 'The file did not arrive to its end.');
  }
}

/** Looks at the beginning of a stream without losing it. Giving up half-way leaves the stream open, so that its sender gets an answer. */
export async function withHead(stream: AsyncIterable<Buffer>): Promise<WithHead> {
  const chunks: Buffer[] = [];
  let length = 0;
  let whole = false;
  const source = stream[Symbol.asyncIterator]();
  const next = async (): Promise<Buffer | null> => {
    const { done, value } = (await source.next().catch(gone)) as IteratorResult<Buffer, undefined>;
    return done ? null : value;
  };
  while (length < HEAD && !whole) {
    const chunk = await next();
    if (chunk) chunks.push(chunk);
    else whole = true;
    length += chunk?.length ?? 0;
  }
  const head = Buffer.concat(chunks);
  async function* all(): AsyncGenerator<Buffer> {
    yield head;
    for (let chunk = whole ? null : await next(); chunk; chunk = await next()) yield chunk;
  }
  return { head, whole, all: all() };
}

function gone(error: unknown): never {
  throw error instanceof Refusal ? error : new CutOff();
}
