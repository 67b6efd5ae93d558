import type { Delivery } from '../telling/channel.port.ts';

/** What nodemailer says about a send that failed. Its message and response hold addresses and are never passed on. */
interface SmtpError {
  code?: unknown;
  command?: unknown;
  response?: unknown;
  responseCode?: unknown;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Signing in is our own affair: no message is refused for it. */
const isSigningIn = ({ code, command, responseCode }: SmtpError): boolean =>
  textOf(command).startsWith('AUTH') ||
  ['EAUTH', 'ENOAUTH', 'EOAUTH2'].includes(textOf(code)) ||
  [530, 534, 535, 538].includes(Number(responseCode));

/** `550-5.1.1`: the reply code and, where the server gives one, its enhanced status code (RFC 3463). */
function replyCode(error: SmtpError): string | null {
  const reply = Number(error.responseCode);
  if (!(reply >= 400 && reply < 600)) return null;
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(textOf(error.response))?.[1];
  return enhanced ? `${String(reply)}-${enhanced}` : String(reply);
}

/**
 * What a failed send means: a no of the server, or an error before any of the message left, is certain. Null where the message
 * left and no answer came: then nobody knows.
 */
export function outcomeOf(error: unknown, contentLeft: boolean): Delivery | null {
  const smtp: SmtpError = typeof error === 'object' && error !== null ? error : {};
  if (isSigningIn(smtp)) return { outcome: 'again', code: 'smtp-sign-in' };
  const reply = replyCode(smtp);
  if (reply) {
    // 503 says that the session was in the wrong state, not that the message was refused.
    const certain = reply.startsWith('5') && !reply.startsWith('503') && smtp.command !== 'CONN';
    return { outcome: certain ? 'refused' : 'again', code: `smtp-${reply}` };
  }
  if (contentLeft) return null;
  const unusable = smtp.code === 'EENVELOPE' || smtp.code === 'EMESSAGE';
  return unusable
    ? { outcome: 'refused', code: 'smtp-unusable' }
    : { outcome: 'again', code: `smtp-${textOf(smtp.code).toLowerCase() || 'error'}` };
}
