import { Injectable } from '@nestjs/common';
import type { ImprovementInput } from '@loopwright/workflows/contract';
import type { z } from 'zod';
import { conflict, invalid, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import { isDuplicate } from '../storage/connection.ts';
import type { ImprovementDoc } from './improvement.schema.ts';
import { storedScope } from './scope.ts';
import { slugsFor } from './slug.ts';

type Change = Partial<Omit<ImprovementDoc, '_id'>>;

/** Records of improvements; every change is one conditional write upon the revision it was decided on. */
@Injectable()
export class Improvements {
  constructor(private readonly world: World) {}

  async find(id: string): Promise<ImprovementDoc> {
    const doc = await this.world.db.improvements.findById(id).lean<ImprovementDoc | null>();
    if (!doc) throw notFound('an improvement');
    return doc;
  }

  async create(input: z.output<typeof ImprovementInput>, by: Caller): Promise<ImprovementDoc> {
    await this.checkThemes(input.themes);
    for (const id of input.id === undefined ? slugsFor(input.title) : [input.id]) {
      const doc = this.planned(id, input, by);
      try {
        await this.world.db.improvements.create(doc);
        return doc;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    }
    throw conflict('id-taken', 'There is an improvement with this id; choose another, or leave the id out.');
  }

  /** One that nobody has recorded yet, to ask whom it would reach. */
  async unrecorded(themes: readonly string[]): Promise<ImprovementDoc> {
    await this.checkThemes(themes);
    const input = { title: 'this improvement', change: 'this changed', themes: [...themes] };
    return this.planned('', input, { id: '', demo: themes.every((theme) => theme.startsWith('demo-')) });
  }

  /** `decide` sees the document as it is and answers with the change, or throws a refusal. */
  async change(id: string, decide: (doc: ImprovementDoc) => Change): Promise<ImprovementDoc> {
    for (;;) {
      const doc = await this.find(id);
      const { revision, state, epoch } = doc;
      const changed = await this.world.db.improvements
        .findOneAndUpdate({ _id: id, revision, state, epoch, release: doc.release }, { $set: decide(doc) }, { returnDocument: 'after' })
        .lean<ImprovementDoc | null>();
      if (changed) return changed;
    }
  }

  /** An unknown theme is refused by name of its place. */
  async checkThemes(themes: readonly string[]): Promise<void> {
    const known = await this.world.db.themes.find({ _id: { $in: themes } }, { _id: 1 }).lean();
    const keys = new Set(known.map(({ _id }) => _id));
    const problems = themes.flatMap((theme, at) =>
      keys.has(theme)
        ? []
        : [
            {
              path: `themes.${String(at)}`,
              message: 'there is no such theme: create it first, or use its key as GET /api/themes shows it',
            },
          ],
    );
    if (problems.length > 0) throw invalid(problems);
  }

  private planned(
    id: string,
    input: z.output<typeof ImprovementInput>,
    { id: createdBy, demo }: Pick<Caller, 'id' | 'demo'>,
  ): ImprovementDoc {
    return {
      _id: id,
      themes: [...new Set(input.themes)],
      title: input.title,
      change: input.change,
      stillNot: input.stillNot ?? null,
      seeAt: input.seeAt ?? null,
      owner: input.owner ?? null,
      state: 'planned',
      decision: null,
      evidence: null,
      scope: storedScope(input.scope ?? null),
      shippedAt: null,
      verifiedAt: null,
      verifiedBy: null,
      declinedAt: null,
      retractedAt: null,
      retraction: null,
      expiresAt: input.expiresAt ?? null,
      revision: 1,
      epoch: 0,
      release: null,
      recall: null,
      demo,
      createdBy,
      shippedBy: null,
      changedBy: null,
      createdAt: this.world.clock.now(),
    };
  }
}
