import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { World } from '../app/world.ts';

const TOKEN = /^[\w-]{43}$/;

/** The cookie a session travels in. Its name carries the port, since browsers share cookies between the ports of a host. */
@Injectable()
export class SessionCookie {
  private readonly name: string;
  private readonly attributes: string;

  constructor({ config }: World) {
    const secure = config.publicUrl.startsWith('https://');
    this.name = `${secure ? '__Host-' : ''}loopwright-${String(config.port)}`;
    this.attributes = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  }

  /** The token, or null where none of ours came. */
  read(request: FastifyRequest): string | null {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
    const token = pairs.find((pair) => pair.startsWith(`${this.name}=`))?.slice(this.name.length + 1);
    return token !== undefined && TOKEN.test(token) ? token : null;
  }

  set(reply: FastifyReply, token: string, lastsMs: number): void {
    void reply.header('set-cookie', `${this.name}=${token}; ${this.attributes}; Max-Age=${String(Math.floor(lastsMs / 1000))}`);
  }

  clear(reply: FastifyReply): void {
    void reply.header('set-cookie', `${this.name}=; ${this.attributes}; Max-Age=0`);
  }
}
