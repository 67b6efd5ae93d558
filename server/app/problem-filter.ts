import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { withoutValues } from './log.ts';
import { isOutage } from './outage.ts';
import { Refusal } from './refusal.ts';
import { WITHOUT_ROUTE } from './security-headers.ts';

const MB = 1_048_576;
const FASTIFY_CODES: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: new Refusal(400, 'not-json', 'The body is empty; send JSON, or leave out the content type.'),
  FST_ERR_CTP_INVALID_JSON_BODY: new Refusal(400, 'not-json', 'The body is not JSON.'),
};

/** Every error as application/problem+json: refusals with their words, outages as 503, anything else is a bug and logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    refuse(http.getResponse<FastifyReply>(), this.refusalOf(error, http.getRequest<FastifyRequest>()));
  }

  private refusalOf(error: unknown, request: FastifyRequest): Refusal {
    if (error instanceof Refusal) return error;
    if (isOutage(error)) {
      this.log.warn({ outage: withoutValues(error) });
      return new Refusal(503, 'outage', 'A service this needs does not answer. Nothing was left half-done; try the same again.');
    }
    return this.fromFramework(error, request) ?? this.bug(error, request);
  }

  private fromFramework(error: unknown, request: FastifyRequest): Refusal | null {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const status = statusOf(error);
    if (status === 413) return tooLarge(request.routeOptions.bodyLimit);
    const known = FASTIFY_CODES[code];
    if (known) return known;
    if (status === 415) return new Refusal(415, 'media-type', 'Send application/json; feedback also as application/x-ndjson.');
    if (status === 404) return new Refusal(404, 'not-found', 'There is no such address.');
    if (status === null || status >= 500) return null;
    if (error instanceof SyntaxError || status === 400) return new Refusal(400, 'not-json', 'The body is not JSON that can be read.');
    return new Refusal(status, 'refused', 'The request was refused.');
  }

  private bug(error: unknown, request: FastifyRequest): Refusal {
    this.log.error({ bug: withoutValues(error), route: request.routeOptions.url });
    return new Refusal(500, 'bug', 'Something is wrong on our side. It was logged.');
  }
}

/** Answers in the one shape that every refusal has. */
function refuse(reply: FastifyReply, { status, code, detail, problems, more }: Refusal): void {
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (status === 503) void reply.header('retry-after', '5');
  if (typeof more['retryAfter'] === 'number') void reply.header('retry-after', String(more['retryAfter']));
  void reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send({ type: 'about:blank', title: code, status, code, detail, ...(problems.length > 0 ? { problems } : {}), ...more });
}

/** For what is wrong with an address before any route is found. */
export function refuseAddress({ code }: { code: string }, _request: FastifyRequest, reply: FastifyReply): void {
  const isLong = code === 'FST_ERR_MAX_PARAM_LENGTH';
  refuse(reply.headers(WITHOUT_ROUTE), isLong ? TOO_LONG : UNREADABLE);
}

const TOO_LONG = new Refusal(414, 'too-long', 'A part of this address is too long to name anything.');
const UNREADABLE = new Refusal(400, 'bad-address', 'This address cannot be read: each % is followed by two hexadecimal digits of UTF-8.');

function tooLarge(limit: number): Refusal {
  const most = limit < MB ? `${String(Math.round(limit / 1024))} KB` : `${String(Math.round(limit / MB))} MB`;
  return new Refusal(413, 'too-large', `The body is over the limit of ${most}; send feedback as application/x-ndjson.`);
}

function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' ? status : null;
}
