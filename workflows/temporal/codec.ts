import type { Payload, PayloadCodec } from '@temporalio/common';
import type { PlanCache } from './plan-cache.ts';

const MARKED = /^\{"\$plan":"([0-9a-f]{64})"/;
const MARK_LENGTH = 75;

/**
 * Plans travel as `{"$plan": hash}` and are read whole: history never holds one. Decoding happens outside the sandbox;
 * the workflow passes the plan on unchanged, and encoding leaves the hash. All other payloads pass untouched.
 */
export class PlanCodec implements PayloadCodec {
  readonly #plans: PlanCache;

  constructor(plans: PlanCache) {
    this.#plans = plans;
  }

  encode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.resolve(
      payloads.map((payload) => {
        const hash = markOf(payload);
        return hash ? { ...payload, data: new TextEncoder().encode(JSON.stringify({ $plan: hash })) } : payload;
      }),
    );
  }

  decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(
      payloads.map(async (payload) => {
        const hash = markOf(payload);
        return hash ? { ...payload, data: await this.#plans.json(hash) } : payload;
      }),
    );
  }
}

function markOf({ data }: Payload): string | undefined {
  // An answer of nothing has no bytes, which protobufjs gives as a plain empty array.
  if (!data?.byteLength) return undefined;
  const head = Buffer.from(data.buffer, data.byteOffset, Math.min(data.byteLength, MARK_LENGTH)).toString('latin1');
  return MARKED.exec(head)?.[1];
}
