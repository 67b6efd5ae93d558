import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import { kept } from '../home/kept.ts';

/** How much there is, and how much of it can be answered; what cannot has no address, or its customer wants no mail. */
interface Figures {
  total: number;
  answerable: number;
  noAddress: number;
  stopped: number;
}

export interface Counts extends Figures {
  stages: Record<string, number>;
  /** `none` where nobody has said. */
  feelings: Record<string, number>;
  /** What nobody has said yet. */
  needs: { theme: number; feeling: number };
  sources: (Figures & { key: string })[];
}

interface Group {
  source: string;
  stage: string;
  feeling: string | null;
  theme: boolean;
  felt: boolean;
  count: number;
}

interface Mute {
  source: string;
  why: 'noAddress' | 'stopped';
  count: number;
}

@Injectable()
export class FeedbackCounts {
  private readonly groups: () => Promise<Group[]>;
  private readonly mutes: () => Promise<Mute[]>;

  constructor(private readonly world: World) {
    this.groups = kept(() => this.readGroups());
    this.mutes = kept(() => this.readMutes());
  }

  /** Of one source, or of all. */
  async of(source: string | null): Promise<Counts> {
    const ours = <T extends { source: string }>(rows: T[]): T[] => rows.filter((row) => source === null || row.source === source);
    const [groups, mutes] = await Promise.all([this.groups().then(ours), this.mutes().then(ours)]);
    const keys = [...new Set(groups.map((group) => group.source))].sort();
    const of = (key: string): Figures =>
      figures(
        groups.filter((one) => one.source === key),
        mutes.filter((one) => one.source === key),
      );
    return {
      ...figures(groups, mutes),
      stages: tally(groups, ({ stage }) => stage),
      feelings: tally(groups, ({ feeling }) => feeling ?? 'none'),
      needs: { theme: sum(groups.filter(({ theme }) => theme)), feeling: sum(groups.filter(({ felt }) => felt)) },
      sources: keys.map((key) => ({ key, ...of(key) })),
    };
  }

  private readGroups(): Promise<Group[]> {
    const needs = (what: string) => ({ $in: [what, '$needs'] });
    return this.world.db.feedback
      .aggregate<Group>([
        {
          $group: {
            _id: { source: '$source', stage: '$stage', feeling: '$feeling', theme: needs('theme'), felt: needs('feeling') },
            count: { $sum: 1 },
          },
        },
        { $replaceRoot: { newRoot: { $mergeObjects: ['$_id', { count: '$count' }] } } },
      ])
      .exec();
  }

  /** Those who cannot be written to are few beside all others: what they said is counted from them. */
  private readMutes(): Promise<Mute[]> {
    const why = { $cond: [{ $or: [{ $eq: ['$emails', []] }, { $ne: ['$erasedAt', null] }] }, 'noAddress', 'stopped'] };
    return this.world.db.customers
      .aggregate<Mute>([
        { $match: { mergedInto: null, $or: [{ emails: { $size: 0 } }, { 'consent.email': false }, { erasedAt: { $ne: null } }] } },
        { $project: { why } },
        { $lookup: { from: 'feedback', localField: '_id', foreignField: 'customer', as: 'said', pipeline: [{ $project: { source: 1 } }] } },
        { $unwind: '$said' },
        { $group: { _id: { source: '$said.source', why: '$why' }, count: { $sum: 1 } } },
        { $replaceRoot: { newRoot: { $mergeObjects: ['$_id', { count: '$count' }] } } },
      ])
      .exec();
  }
}

const sum = (rows: readonly { count: number }[]): number => rows.reduce((all, { count }) => all + count, 0);

function tally(groups: readonly Group[], by: (group: Group) => string): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const group of groups) counted[by(group)] = (counted[by(group)] ?? 0) + group.count;
  return counted;
}

function figures(groups: readonly Group[], mutes: readonly Mute[]): Figures {
  const total = sum(groups);
  const because = (why: Mute['why']): number => sum(mutes.filter((one) => one.why === why));
  const [noAddress, stopped] = [because('noAddress'), because('stopped')];
  return { total, answerable: total - noAddress - stopped, noAddress, stopped };
}
