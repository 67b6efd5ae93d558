import { createHmac, timingSafeEqual } from 'node:crypto';

const MAC_BYTES = 16;

/** The way from a mail to stopping: an opaque token that names the message, valid without signing in and for ever. */
export class StopLinks {
  constructor(
    private readonly secret: string,
    /** The address customers' links carry, without a slash at the end. */
    private readonly publicUrl: string,
  ) {}

  token(sendKey: string): string {
    const key = Buffer.from(sendKey, 'hex');
    return Buffer.concat([key, this.mac(key)]).toString('base64url');
  }

  /** The sendKey a token was made for; null for anything else. */
  read(token: string): string | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== token) return null;
    const key = bytes.subarray(0, -MAC_BYTES);
    return timingSafeEqual(bytes.subarray(-MAC_BYTES), this.mac(key)) ? key.toString('hex') : null;
  }

  url(sendKey: string): string {
    return `${this.publicUrl}/u/${this.token(sendKey)}`;
  }

  /** One click works over https only (RFC 8058). */
  get oneClick(): boolean {
    return this.publicUrl.startsWith('https://');
  }

  private mac(key: Buffer): Buffer {
    return createHmac('sha256', this.secret).update('stop').update(key).digest().subarray(0, MAC_BYTES);
  }
}
