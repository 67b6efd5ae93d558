import type { KnownImprovement } from '@loopwright/workflows/simulate';
import { invalid } from '../app/refusal.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { Models } from '../storage/models.ts';
import { coverable } from '../waiting/eligible.ts';
import type { Event } from './preview-body.ts';

type About = Extract<Event, { what: 'verified' | 'declined' | 'retracted' }>;

/** What is known of improvements as time goes on: those that are recorded, and what a trial supposes of them. */
export class Supposed {
  /** What was verified or decided before the loop opened. */
  readonly outset: KnownImprovement[] = [];
  private readonly editions = new Map<string, { from: number; doc: ImprovementDoc }[]>();

  private constructor(
    readonly recorded: ReadonlyMap<string, ImprovementDoc>,
    private readonly themes: readonly string[],
    private readonly demo: boolean,
  ) {}

  /** `themes` are those that let the customer in: what is supposed without themes is about them. */
  static async read(db: Models, events: readonly Event[], themes: readonly string[], opened: Date, demo: boolean): Promise<Supposed> {
    const named = events.flatMap((event) => ('improvement' in event && event.improvement !== undefined ? [event.improvement] : []));
    const docs = await db.improvements
      .find({ $or: [{ _id: { $in: named } }, { state: { $in: ['verified', 'declined'] }, demo }] })
      .lean<ImprovementDoc[]>();
    const supposed = new Supposed(new Map(docs.map((doc) => [doc._id, doc])), themes, demo);
    for (const doc of docs.filter((one) => knownBy(one, opened))) {
      supposed.keep(doc, opened.getTime());
      supposed.outset.push(known(doc));
    }
    return supposed;
  }

  /** As each stands at an instant. */
  at(id: string, now: number): ImprovementDoc | null {
    const editions = this.editions.get(id) ?? [];
    return editions.findLast(({ from }) => from <= now)?.doc ?? editions[0]?.doc ?? this.recorded.get(id) ?? null;
  }

  /** Makes it so from an instant on. `place` names the event in what is refused. */
  happen(event: About, at: number, shippedAt: number, place: string): KnownImprovement {
    const id = event.improvement ?? (event.what === 'retracted' ? this.latest(place) : `supposed-${String(this.editions.size + 1)}`);
    const before = this.at(id, at);
    if (event.improvement !== undefined && !before)
      throw invalid([{ path: `${place}.improvement`, message: 'there is no such improvement' }]);
    const doc = before ?? this.blank(id, 'themes' in event && event.themes ? event.themes : this.themes, at);
    const changed = this.changed(doc, event, at, shippedAt);
    this.keep(changed, at);
    return known(changed);
  }

  private changed(doc: ImprovementDoc, event: About, at: number, shippedAt: number): ImprovementDoc {
    const revision = doc.revision + 1;
    if (event.what === 'retracted') return { ...doc, revision, state: 'retracted', retractedAt: new Date(at), epoch: doc.epoch + 1 };
    if (event.what === 'declined') {
      const decision = event.decision ?? doc.decision ?? 'we looked at it and keep it as it is';
      return { ...doc, revision, state: 'declined', decision, declinedAt: new Date(at) };
    }
    const shipped = event.shippedAt === undefined ? (doc.shippedAt ?? new Date(at)) : new Date(shippedAt);
    const expiresAt = doc.expiresAt && doc.expiresAt.getTime() <= at ? null : doc.expiresAt;
    const more = event.change === undefined ? {} : { change: event.change };
    return { ...doc, ...more, revision, state: 'verified', shippedAt: shipped, verifiedAt: new Date(at), expiresAt };
  }

  private latest(place: string): string {
    const verified = [...this.editions].findLast(([, editions]) => editions.at(-1)?.doc.state === 'verified');
    if (!verified) throw invalid([{ path: place, message: 'nothing is verified by then: let something be verified first' }]);
    return verified[0];
  }

  /** The one that changed last stands last. */
  private keep(doc: ImprovementDoc, from: number): void {
    const editions = this.editions.get(doc._id) ?? [];
    this.editions.delete(doc._id);
    this.editions.set(doc._id, [...editions, { from, doc }]);
  }

  private blank(id: string, themes: readonly string[], at: number): ImprovementDoc {
    return {
      _id: id,
      themes: [...themes],
      title: 'a supposed improvement',
      change: 'this is changed',
      stillNot: null,
      seeAt: null,
      owner: null,
      state: 'shipped',
      decision: null,
      evidence: null,
      scope: null,
      shippedAt: null,
      verifiedAt: null,
      verifiedBy: null,
      declinedAt: null,
      retractedAt: null,
      retraction: null,
      expiresAt: null,
      revision: 1,
      epoch: 0,
      release: null,
      recall: null,
      demo: this.demo,
      createdBy: null,
      shippedBy: null,
      createdAt: new Date(at),
    };
  }
}

const known = (doc: ImprovementDoc): KnownImprovement => ({ ...coverable(doc), revision: doc.revision });

const knownBy = ({ state, verifiedAt, declinedAt }: ImprovementDoc, at: Date): boolean => {
  const since = state === 'verified' ? verifiedAt : declinedAt;
  return since !== null && since <= at;
};
