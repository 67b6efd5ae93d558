import { tellKeyOf } from '../../server/telling/keys.ts';
import type { Stage } from './stage.ts';

const twice = (values: string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);

/** What holds after every case, whatever died or raced: each broken promise in words; none is well. */
export async function brokenPromises(stage: Stage, { mayBeUnknown }: { mayBeUnknown: number }): Promise<string[]> {
  const broken: string[] = [];
  const messages = await stage.db.messages.find().lean();
  const seen = stage.channel.seen;
  for (const key of twice(seen.map((one) => one.sendKey))) broken.push(`message ${key} reached the channel twice`);
  const tells = seen.flatMap(({ message: { claim, customer } }) =>
    claim ? [tellKeyOf(customer, claim.improvement, claim.epoch, claim.purpose)] : [],
  );
  if (twice(tells).length > 0) broken.push('a customer was told twice of one improvement');
  const unknown = messages.filter((message) => message.state === 'unknown').length;
  if (unknown > mayBeUnknown) broken.push(`${String(unknown)} unknown, at most ${String(mayBeUnknown)} passed the point of no return`);
  for (const message of messages) {
    const reached = seen.some((one) => one.sendKey === message._id);
    if (message.state === 'sent' && !reached) broken.push('a message is called sent that never reached the channel');
    if (reached && !['sent', 'unknown'].includes(message.state))
      broken.push(`a message that reached the channel is called ${message.state}`);
    if (['withheld', 'stopped', 'recalled', 'failed'].includes(message.state) && !message.reason)
      broken.push(`${message.state} without a reason`);
  }
  const told = new Map(messages.map((message) => [message._id, message.state]));
  for (const message of messages.filter((one) => one.reason === 'already-told'))
    if (!['sent', 'unknown'].includes(told.get(message.detail ?? '') ?? ''))
      broken.push('withheld as already told, but the other message was not sent');
  for (const bug of stage.loops.bugs) broken.push(`a walk broke: ${String(bug)}`);
  return broken;
}
