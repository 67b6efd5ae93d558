import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, SetMetadata } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { CREDENTIAL } from '../doors/door.ts';
import type { KnownRequest } from '../doors/door.ts';
import { isDuplicate } from '../storage/connection.ts';
import { hashOf } from '../storage/ids.ts';
import type { OnceDoc } from './idempotency.schema.ts';
import { conflict, invalid, Refusal } from './refusal.ts';
import { seal, unseal } from './sealed.ts';
import { World } from './world.ts';

const CREATES = 'loopwright:creates';
const KEPT_MS = 86_400_000;
const LEASE_MS = 60_000;
const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 50;

/** A POST that creates: it honours `Idempotency-Key` for 24 hours. */
export const Creates = (): MethodDecorator => SetMetadata(CREATES, true);

/** Answers a repeated creating request with the first answer; at once doubled ones wait for it. */
@Injectable()
export class Idempotency implements NestInterceptor {
  constructor(
    private readonly world: World,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const key = request.headers['idempotency-key'];
    const creates = this.reflector.get<boolean | undefined>(CREATES, context.getHandler());
    if (!creates || key === undefined || isStream(request.body)) return next.handle();
    if (typeof key !== 'string' || key.length === 0 || key.length > 255)
      throw invalid([{ path: 'Idempotency-Key', message: 'write 1 to 255 characters' }]);
    return from(this.once(request, context.switchToHttp().getResponse(), key, () => lastValueFrom(next.handle())));
  }

  private async once(request: KnownRequest, reply: FastifyReply, key: string, run: () => Promise<unknown>): Promise<unknown> {
    const words = `${request[CREDENTIAL] ?? ''}\n${request.method}\n${request.url}\n${key}`;
    const _id = hashOf('once', words);
    const bodyHash = hashOf('body', JSON.stringify(request.body ?? null));
    for (const started = Date.now(); Date.now() - started < PATIENCE_MS; await pause(LOOK_EVERY_MS)) {
      const earlier = await this.begin(_id, bodyHash);
      if (earlier === null) return this.first(_id, words, run);
      if (earlier.bodyHash !== bodyHash)
        throw new Refusal(422, 'idempotency-key-reused', 'This Idempotency-Key was used with another body; take a new key.');
      if (earlier.answer !== null) {
        void reply.header('idempotency-replayed', 'true');
        return JSON.parse(unseal(earlier.answer, words)) as unknown;
      }
    }
    throw conflict('in-progress', 'The first request with this Idempotency-Key is still being worked on; ask again later.');
  }

  /** Null when this request is the one to do it. */
  private async begin(_id: string, bodyHash: string): Promise<OnceDoc | null> {
    const now = this.world.clock.now();
    const row: OnceDoc = { _id, bodyHash, state: 'running', leaseUntil: new Date(now.getTime() + LEASE_MS), answer: null, at: now };
    const over = { $or: [{ state: 'running' as const, leaseUntil: { $lte: now } }, { at: { $lte: new Date(now.getTime() - KEPT_MS) } }] };
    try {
      await this.world.db.once.findOneAndReplace({ _id, ...over }, row, { upsert: true });
      return null;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return this.world.db.once.findById(_id).lean<OnceDoc | null>();
    }
  }

  /** An answer is kept, a refusal or an error is not: the caller may mend it and use the same key. */
  private async first(_id: string, words: string, run: () => Promise<unknown>): Promise<unknown> {
    try {
      const answer = await run();
      const sealed = seal(JSON.stringify(answer ?? null), words);
      await this.world.db.once.updateOne({ _id }, { $set: { state: 'done', answer: sealed } });
      return answer;
    } catch (error) {
      await this.world.db.once.deleteOne({ _id, state: 'running' });
      throw error;
    }
  }
}

const isStream = (body: unknown): boolean => typeof body === 'object' && body !== null && 'pipe' in body;
