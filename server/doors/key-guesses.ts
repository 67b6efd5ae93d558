import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { clientAddress } from './client-address.ts';
import type { Caller } from './door.ts';
import { refused } from './limits.ts';
import { tokenHash } from './token.ts';

const WINDOW_S = 15 * 60;
/** Different wrong keys within the window. */
const MOST = 100;

/**
 * How many API keys may be tried from one place. A program that goes on with an old key makes one guess, however often; where there were
 * too many, keys that opened a door from there lately go on. Each process counts for itself, since every request asks.
 */
@Injectable()
export class KeyGuesses {
  private readonly guesses = new RateLimiterMemory({ keyPrefix: 'guesses', points: MOST, duration: WINDOW_S });
  private readonly right = new RateLimiterMemory({ keyPrefix: 'right', points: 1, duration: WINDOW_S });
  private readonly wrong = new RateLimiterMemory({ keyPrefix: 'wrong', points: 1, duration: WINDOW_S });

  /** What `find` finds. A try counts before it, so that many at once count too; one that was right is given back. */
  async counted(request: FastifyRequest, key: string, find: () => Promise<Caller | null>): Promise<Caller | null> {
    const from = clientAddress(request);
    const one = `${from} ${tokenHash(key)}`;
    const isKnown = (await this.right.get(one)) !== null || (await this.wrong.get(one)) !== null;
    if (!isKnown) await this.guesses.consume(from).catch(refused);
    const caller = await find();
    await (caller ? this.right : this.wrong).set(one, 1, WINDOW_S);
    if (caller && !isKnown) await this.guesses.reward(from);
    return caller;
  }
}
