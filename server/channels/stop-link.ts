import { createHmac, timingSafeEqual } from 'node:crypto';

const MAC_BYTES = 16;

/** What a token is good for: one for the one is none for the other. */
type Purpose = 'stop' | 'answer';

/** The ways from a mail to stopping and to answering: opaque tokens that name the message, valid without signing in and for ever. */
export class StopLinks {
  constructor(
    private readonly secret: string,
    /** The address customers' links carry, without a slash at the end. */
    private readonly publicUrl: string,
  ) {}

  token(sendKey: string): string {
    const key = Buffer.from(sendKey, 'hex');
    return Buffer.concat([key, this.mac(key, 'stop')]).toString('base64url');
  }

  /** The sendKey a token was made for; null for anything else. */
  read(token: string): string | null {
    return this.keyIn(token, 'stop');
  }

  url(sendKey: string): string {
    return `${this.publicUrl}/u/${this.token(sendKey)}`;
  }

  /** Where the reader of a message answers it; `is` stands selected. */
  answerUrl(sendKey: string, is: number): string {
    const key = Buffer.from(sendKey, 'hex');
    return `${this.publicUrl}/a/${Buffer.concat([key, this.mac(key, 'answer')]).toString('base64url')}?is=${String(is)}`;
  }

  /** The sendKey an answer's token was made for; null for anything else. */
  readAnswer(token: string): string | null {
    return this.keyIn(token, 'answer');
  }

  /** One click works over https only (RFC 8058). */
  get oneClick(): boolean {
    return this.publicUrl.startsWith('https://');
  }

  private keyIn(token: string, purpose: Purpose): string | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== token) return null;
    const key = bytes.subarray(0, -MAC_BYTES);
    return timingSafeEqual(bytes.subarray(-MAC_BYTES), this.mac(key, purpose)) ? key.toString('hex') : null;
  }

  private mac(key: Buffer, purpose: Purpose): Buffer {
    return createHmac('sha256', this.secret).update(purpose).update(key).digest().subarray(0, MAC_BYTES);
  }
}
