import { describe, expect, it } from 'vitest';
import { outcomeOf } from './smtp-outcome.ts';

const failed = (more: object): Error => Object.assign(new Error('about priya@example.com'), more);

describe('what a failed send means', () => {
  it.each([
    [
      { responseCode: 550, response: '550 5.1.1 unknown', command: 'RCPT TO' },
      { outcome: 'refused', code: 'smtp-550-5.1.1' },
    ],
    [
      { responseCode: 554, response: '554 no', command: 'DATA' },
      { outcome: 'refused', code: 'smtp-554' },
    ],
    [
      { responseCode: 451, response: '451 4.7.1 later', command: 'RCPT TO' },
      { outcome: 'again', code: 'smtp-451-4.7.1' },
    ],
    [
      { responseCode: 421, response: '421 closing', command: 'CONN' },
      { outcome: 'again', code: 'smtp-421' },
    ],
    [
      { responseCode: 503, response: '503 bad sequence', command: 'MAIL FROM' },
      { outcome: 'again', code: 'smtp-503' },
    ],
    [
      { responseCode: 554, response: '554 no service', command: 'CONN' },
      { outcome: 'again', code: 'smtp-554' },
    ],
    [
      { responseCode: 535, response: '535 wrong', command: 'AUTH PLAIN', code: 'EAUTH' },
      { outcome: 'again', code: 'smtp-sign-in' },
    ],
    [
      { responseCode: 530, response: '530 authenticate', command: 'MAIL FROM' },
      { outcome: 'again', code: 'smtp-sign-in' },
    ],
  ])('an answer of the server is certain, whenever it comes: %j', (error, outcome) => {
    for (const left of [false, true]) expect(outcomeOf(failed(error), left)).toEqual(outcome);
  });

  it.each(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EABORT'])(
    '%s before the mail left is tried again, after it nobody knows',
    (code) => {
      expect(outcomeOf(failed({ code }), false)).toEqual({ outcome: 'again', code: `smtp-${code.toLowerCase()}` });
      expect(outcomeOf(failed({ code }), true)).toBeNull();
    },
  );

  it('an answer that is no refusal leaves it unknown once the mail has left', () => {
    expect(outcomeOf(failed({ responseCode: 354, response: '354 go on', code: 'EMESSAGE' }), true)).toBeNull();
  });

  it('never passes on what the server said, which may hold an address', () => {
    const outcome = outcomeOf(failed({ responseCode: 550, response: '550 <priya@example.com> unknown' }), false);
    expect(JSON.stringify(outcome)).not.toContain('example.com');
  });
});
