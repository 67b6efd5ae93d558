import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import { survivorOf } from '../customers/survivor.ts';
import { stopAndHint } from '../messages/stop-and-hint.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { Suppressions } from '../telling/suppression.ts';
import { idsOf } from '../why/person.ts';
import { StopLinks } from './stop-link.ts';

/** Stopping from a mail: valid without signing in, and as often as one likes. */
@Injectable()
export class Stopping {
  private readonly links: StopLinks;
  private readonly suppressions: Suppressions;

  constructor(private readonly world: World) {
    this.links = new StopLinks(world.secret, world.config.publicUrl);
    this.suppressions = new Suppressions(world.db, world.secret);
  }

  /** The language a link's mail was in; null where it is no link of ours. */
  async languageOf(token: string): Promise<string | null> {
    const message = await this.messageOf(token);
    return message && (message.content?.locale ?? 'en');
  }

  /** The facts first: the address and the customer's no. Then nothing queued crosses the point of no return. */
  async stop(token: string): Promise<boolean> {
    const message = await this.messageOf(token);
    if (!message) return false;
    const { db, clock } = this.world;
    const now = clock.now();
    const customer = await survivorOf(db, message.customer);
    const address = message.to ?? customer?.emails[0];
    if (address) await this.suppressions.add(address, 'unsubscribed', now);
    if (!customer) return true;
    await db.customers.updateOne({ _id: customer._id }, { $set: { 'consent.email': false, 'factsAt.consent': now } });
    const theirs = { customer: { $in: await idsOf(db, customer._id) }, channel: 'email' as const };
    await stopAndHint(this.world, theirs, 'withheld', 'unsubscribed');
    return true;
  }

  private messageOf(token: string): Promise<MessageDoc | null> {
    const sendKey = this.links.read(token);
    return sendKey === null ? Promise.resolve(null) : this.world.db.messages.findById(sendKey).lean<MessageDoc | null>().exec();
  }
}
