import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { Refusal } from '../../app/refusal.ts';

export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const LOOKED_AT = 4096;
/** A letter of UTF-8 has at most so many bytes after its first. */
const LONGEST_TAIL = 3;
const MANY = 0.3;
const FEW = 0.05;
const WORKBOOK = Buffer.from('PK\x03\x04');

/** What the first bytes of a file say of its encoding; null while they are plain ASCII or leave it open. Throws for what is no text. */
export function encodingOf(head: Buffer): Encoding | null {
  if (head.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.subarray(0, WORKBOOK.length).equals(WORKBOOK)) throw workbook();
  const some = head.subarray(0, LOOKED_AT);
  const half = Math.max(1, some.length / 2);
  const [even, odd] = [0, 1].map((from) => some.filter((byte, at) => at % 2 === from && byte === 0).length / half) as [number, number];
  if (odd > MANY && even < FEW) return 'utf-16le';
  if (even > MANY && odd < FEW) return 'utf-16be';
  if (some.some((byte) => byte < 0x09)) throw binary();
  return null;
}

/** Bytes as text, piece by piece. Where nothing said so before, the first bytes beyond ASCII decide between UTF-8 and Windows-1252. */
export class Decoding {
  private decoder: TextDecoder | null;
  private held: Buffer = Buffer.alloc(0);

  constructor(encoding: Encoding | null) {
    this.decoder = encoding === null ? null : new TextDecoder(encoding);
  }

  /** As far as is known by now. */
  get encoding(): Encoding {
    return (this.decoder?.encoding ?? 'utf-8') as Encoding;
  }

  write(bytes: Buffer): string {
    if (this.decoder) return this.decoder.decode(bytes, { stream: true });
    const all = this.held.length > 0 ? Buffer.concat([this.held, bytes]) : bytes;
    this.held = Buffer.alloc(0);
    if (isAscii(all)) return all.toString('latin1');
    const from = all.findIndex((byte) => byte > 0x7f);
    if (from >= all.length - LONGEST_TAIL) {
      this.held = all.subarray(from);
      return all.toString('latin1', 0, from);
    }
    return this.decide(begins(all)).decode(all, { stream: true });
  }

  end(): string {
    return (this.decoder ?? this.decide(isUtf8(this.held))).decode(this.held);
  }

  private decide(utf8: boolean): TextDecoder {
    return (this.decoder = new TextDecoder(utf8 ? 'utf-8' : 'windows-1252'));
  }
}

/** Whether UTF-8 may begin so; the last letter may be cut. */
function begins(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const workbook = (): Refusal =>
  new Refusal(422, 'not-text', 'This is a workbook or an archive, not a text file: save the sheet as “CSV UTF-8” and bring that file.');
const binary = (): Refusal => new Refusal(422, 'not-text', 'This is not a text file: export it as CSV, or bring one opinion a line.');
