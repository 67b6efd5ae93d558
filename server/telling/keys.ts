import type { Purpose } from '@loopwright/workflows/contract';
import { hashOf } from '../storage/ids.ts';

/** One message of one step visit. */
export const sendKeyOf = (loop: string, generation: number, step: string, visit: number): string =>
  hashOf('send', loop, generation, step, visit);

/** One customer told of one improvement, in one epoch, for one purpose: across all flows and brands. */
export const tellKeyOf = (customer: string, improvement: string, epoch: number, purpose: Purpose): string =>
  hashOf('tell', customer, improvement, epoch, purpose);

export const correctionKeyOf = (improvement: string, epoch: number, customer: string): string =>
  hashOf('correction', improvement, epoch, customer);

export const comparedKeyOf = (customer: string, improvement: string, epoch: number): string =>
  hashOf('compared', customer, improvement, epoch);
