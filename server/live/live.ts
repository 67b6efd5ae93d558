import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Changes } from './changes.ts';
import { Subscriber } from './subscriber.ts';

const LOOK_EVERY_MS = 60_000;
export const STILL = '/api/live/still';

/** Everybody who listens; each for as long as the key or session they came with opens the door. */
@Injectable()
export class Live implements OnModuleDestroy {
  private readonly subscribers = new Set<Subscriber>();

  constructor(
    private readonly changes: Changes,
    private readonly host: HttpAdapterHost,
  ) {}

  async subscribe(request: FastifyRequest): Promise<Readable> {
    const subscriber = new Subscriber();
    const leave = await this.changes
      .listen((change) => subscriber.hear(change))
      .catch((error: unknown) => {
        subscriber.end();
        throw error;
      });
    const looking = setInterval(() => void this.look(request, subscriber), LOOK_EVERY_MS);
    this.subscribers.add(subscriber);
    subscriber.stream.once('close', () => {
      clearInterval(looking);
      this.subscribers.delete(subscriber);
      leave();
    });
    return subscriber.stream;
  }

  onModuleDestroy(): void {
    for (const subscriber of this.subscribers) subscriber.end();
  }

  /** Asks at the door as the browser would; one that cannot tell now is asked again. */
  private async look({ headers }: FastifyRequest, subscriber: Subscriber): Promise<void> {
    const { authorization, cookie, host } = headers;
    const carried = Object.fromEntries(Object.entries({ authorization, cookie, host }).filter(([, value]) => value !== undefined));
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const answer = await fastify.inject({ method: 'GET', url: STILL, headers: carried as Record<string, string> }).catch(() => null);
    if (answer?.statusCode === 401 || answer?.statusCode === 403) subscriber.end();
  }
}
