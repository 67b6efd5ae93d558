import { Injectable } from '@nestjs/common';
import { coverage } from '@loopwright/workflows/contract';
import { World } from '../app/world.ts';
import { customerFacts, loadFacts, saidOf } from '../loops/facts.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { coverable } from '../waiting/eligible.ts';
import type { ReasonCode } from '../why/codes.ts';
import { knownOf } from '../why/known.ts';
import { themeNames } from '../why/theme-names.ts';
import { words } from '../why/words.ts';
import type { ImprovementDoc } from './improvement.schema.ts';

/** Somebody who was told and whom it does not cover any more: a person decides what becomes of that. */
export interface ToldInVain {
  customerId: string;
  messageId: string;
  reasonCode: ReasonCode;
  words: string;
}

const CHUNK = 500;
const MOST_LISTED = 1000;

@Injectable()
export class ToldBefore {
  constructor(private readonly world: World) {}

  /** Those told of it in this epoch whom it no longer covers as it stands now. */
  async noLongerCovered(doc: ImprovementDoc): Promise<{ count: number; people: ToldInVain[] }> {
    const told = await this.world.db.messages
      .find({ 'claim.improvement': doc._id, 'claim.epoch': doc.epoch, 'claim.purpose': 'tell', state: { $in: ['sent', 'unknown'] } })
      .sort({ _id: 1 })
      .lean<MessageDoc[]>();
    const people: ToldInVain[] = [];
    for (let from = 0; from < told.length; from += CHUNK) people.push(...(await this.inVain(doc, told.slice(from, from + CHUNK))));
    return { count: people.length, people: people.slice(0, MOST_LISTED) };
  }

  private async inVain(doc: ImprovementDoc, told: MessageDoc[]): Promise<ToldInVain[]> {
    const facts = await loadFacts(
      this.world.db,
      told.flatMap(({ loop }) => loop ?? []),
    );
    const named = await themeNames(this.world.db, doc.themes);
    return told.flatMap((message) => {
      const one = facts.get(message.loop ?? '');
      if (!one) return [];
      const verdict = coverage(coverable(doc), customerFacts(one.customer), saidOf(one, one.loop.themes), this.world.clock.now());
      if (verdict.covers) return [];
      const known = knownOf(doc, named, one.customer, one.loop.spokeAt);
      return [{ customerId: message.customer, messageId: message._id, reasonCode: verdict.why, words: words(verdict.why, known) }];
    });
  }
}
