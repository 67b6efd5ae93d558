import { houseRules } from '../house-rules/house-rules.ts';
import type { Models } from '../storage/models.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { MailSettings } from './mail-settings.ts';

/** Who a mail is from, and who reads the answer. */
export interface Sender {
  name: string;
  address: string;
  replyTo: string;
}

/** The step's own sender, else the house's; answers go to the address somebody reads. */
export async function senderOf(db: Models, from: MailSettings['from'], message: Pick<MessageDoc, 'as'>): Promise<Sender> {
  const { sender } = await houseRules(db);
  return {
    name: message.as ?? sender?.name ?? from.name ?? '',
    address: from.address,
    replyTo: sender?.address ?? from.address,
  };
}
