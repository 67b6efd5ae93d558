import type { MessageDoc } from '../telling/message.schema.ts';
import { domainOf } from './mail-settings.ts';
import type { StopLinks } from './stop-link.ts';

/** Everything a receiver may rely on is signed: nodemailer's own list leaves List-Unsubscribe-Post out. */
export const SIGNED_HEADERS = [
  'From',
  'Sender',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Auto-Submitted',
  'Feedback-ID',
].join(':');

const plain = (text: string): string => text.replace(/[^A-Za-z0-9-]/g, '-');

/** Headers of a message that answers feedback: how to stop it, that no person typed it, and what it belongs to. */
export function headersOf(message: MessageDoc, from: string, replyTo: string, links: StopLinks): Record<string, string> {
  const mailto = `<mailto:${encodeURI(replyTo)}?subject=${encodeURIComponent(`stop ${links.token(message._id)}`)}>`;
  const domain = domainOf(from);
  return {
    'List-Unsubscribe': links.oneClick ? `<${links.url(message._id)}>, ${mailto}` : mailto,
    ...(links.oneClick ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
    'List-ID': `<answers-to-feedback.${domain}>`,
    'Auto-Submitted': 'auto-generated',
    'Feedback-ID': `${plain(message.flow ?? 'none')}:${plain(message.template)}:${message.claim?.purpose ?? 'other'}:loopwright`,
  };
}
