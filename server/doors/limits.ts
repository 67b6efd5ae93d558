import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { hashOf } from '../storage/ids.ts';
import { clientAddress } from './client-address.ts';
import { LIMITS } from './limit.schema.ts';

const WINDOW_MINUTES = 15;
/** Wrong tries within the window. */
const MOST = { passwordOfOne: 10, passwordFromHere: 100, linkFromHere: 30, ownPassword: 10 } as const;

type Counted = readonly [limit: keyof typeof MOST, ...whose: string[]];

/** How often one may be wrong, counted in the database so that all processes count together. */
@Injectable()
export class Limits {
  private readonly limiters: Record<keyof typeof MOST, RateLimiterMongo>;

  constructor(private readonly world: World) {
    const of = (limit: keyof typeof MOST): RateLimiterMongo =>
      new RateLimiterMongo({
        storeClient: world.connection.db,
        tableName: LIMITS,
        keyPrefix: limit,
        points: MOST[limit],
        duration: WINDOW_MINUTES * 60,
        disableIndexesCreation: true,
      });
    this.limiters = {
      passwordOfOne: of('passwordOfOne'),
      passwordFromHere: of('passwordFromHere'),
      linkFromHere: of('linkFromHere'),
      ownPassword: of('ownPassword'),
    };
  }

  /** `work` throws where the password was wrong. */
  byPassword<T>(request: FastifyRequest, email: string, work: () => Promise<T>): Promise<T> {
    const from = clientAddress(request);
    return this.counted(
      [
        ['passwordOfOne', from, email],
        ['passwordFromHere', from],
      ],
      work,
    );
  }

  /** `work` throws where the link was none of ours. */
  byLink<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
    return this.counted([['linkFromHere', clientAddress(request)]], work);
  }

  /** `work` throws where the person's current password was wrong. */
  ownPassword<T>(person: string, work: () => Promise<T>): Promise<T> {
    return this.counted([['ownPassword', person]], work);
  }

  /** A try counts before its work, so that many at once count too; one that was right is given back. */
  private async counted<T>(what: readonly Counted[], work: () => Promise<T>): Promise<T> {
    const counts = what.map(([limit, ...whose]) => ({ limiter: this.limiters[limit], key: hashOf('limit', this.world.secret, ...whose) }));
    for (const { limiter, key } of counts) await limiter.consume(key).catch(refused);
    const result = await work();
    for (const { limiter, key } of counts) await limiter.reward(key);
    return result;
  }
}

/** What the limiter says, in words; anything else goes on up. */
export function refused(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  const retryAfter = Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
  const minutes = Math.ceil(retryAfter / 60);
  const words = `Too many wrong tries from here: try again in ${minutes === 1 ? 'a minute' : `${String(minutes)} minutes`}.`;
  throw new Refusal(429, 'too-many-tries', words, [], { retryAfter });
}
