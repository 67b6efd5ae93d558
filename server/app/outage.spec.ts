import { mongo } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { isDatabaseOutage, isOutage, Outage } from './outage.ts';

const socket = (code: string): Error => Object.assign(new Error('This socket has been ended by the other party'), { code });

describe('an outage', () => {
  it.each(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT'])('is a socket to the database that broke in the middle (%s)', (code) => {
    expect(isDatabaseOutage(socket(code))).toBe(true);
  });

  it('is the driver saying that it cannot reach the database', () => {
    expect(isDatabaseOutage(new mongo.MongoNetworkError('connection closed'))).toBe(true);
  });

  it('is Temporal that does not answer, though the database does', () => {
    expect(isOutage(new Outage('temporal'))).toBe(true);
    expect(isDatabaseOutage(new Outage('temporal'))).toBe(false);
  });

  it('is not what is wrong in the code or in what was asked', () => {
    expect(isOutage(new TypeError('x is not a function'))).toBe(false);
    expect(isOutage(socket('ENOENT'))).toBe(false);
    expect(isOutage('EPIPE')).toBe(false);
  });
});
