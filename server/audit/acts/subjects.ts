import { conditionWords } from '@loopwright/workflows/contract';
import type { ConnectionDoc } from '../../channels/connection.schema.ts';
import type { TeamDoc } from '../../channels/team.schema.ts';
import type { FeedbackDoc } from '../../feedback/feedback.schema.ts';
import type { FlowDoc } from '../../flows/flow.schema.ts';
import { houseRules as storedRules } from '../../house-rules/house-rules.ts';
import type { HouseRulesDoc } from '../../house-rules/house-rules.schema.ts';
import type { ImprovementDoc } from '../../improvements/improvement.schema.ts';
import type { LoopDoc } from '../../loops/loop.schema.ts';
import type { SourceDoc } from '../../sources/source.schema.ts';
import type { ContentDoc, MessageDoc } from '../../telling/message.schema.ts';
import type { TemplateDoc } from '../../templates/template.schema.ts';
import type { ThemeDoc } from '../../themes/theme.schema.ts';
import type { Models } from '../../storage/models.ts';
import { themeNames } from '../../why/theme-names.ts';
import type { Subject } from '../act.ts';

/** With what its themes are called, in their order. */
interface About {
  about: string[];
}

export const improvement: Subject<ImprovementDoc & About> = {
  kind: 'improvement',
  find: async (db, id) => {
    const doc = await db.improvements.findById(id).lean<ImprovementDoc | null>();
    return doc && { ...doc, about: await named(db, doc.themes) };
  },
  words: ({ title }) => `“${title}”`,
  fields: (doc) => ({
    state: doc.state,
    title: doc.title,
    change: doc.change,
    themes: doc.about,
    'true for': doc.scope && conditionWords(doc.scope, 'whose'),
    'shipped on': doc.shippedAt,
    'true until': doc.expiresAt,
    evidence: doc.evidence,
    'what is not changed yet': doc.stillNot,
    'where to see it': doc.seeAt,
    owner: doc.owner,
    decision: doc.decision,
    'taken back because': doc.retraction?.reason,
    release: doc.release?.state,
  }),
};

export const theme: Subject<ThemeDoc> = {
  kind: 'theme',
  find: (db, id) => db.themes.findById(id).lean<ThemeDoc | null>(),
  words: ({ name }) => `the theme “${name}”`,
  fields: ({ name, description, noun, examples }) => ({
    name,
    description,
    'how it is spoken of': noun,
    'number of examples': examples.length,
  }),
};

export const source: Subject<SourceDoc> = {
  kind: 'source',
  find: (db, id) => db.sources.findById(id).lean<SourceDoc | null>(),
  words: ({ _id }) => `the source “${_id}”`,
  fields: ({ trust, brand }) => ({ 'what it says of themes': trust === 'confirmed' ? 'stands' : 'waits for a person', brand }),
};

export const flow: Subject<FlowDoc> = {
  kind: 'flow',
  find: (db, id) => db.flows.findById(id).lean<FlowDoc | null>(),
  words: ({ name }) => `the flow “${name}”`,
  fields: ({ name, live, pausedEntry, pausedSending }) => ({
    name,
    'live version': live,
    'lets nobody new in': pausedEntry,
    'sends nothing': pausedSending,
  }),
};

export const template: Subject<TemplateDoc> = {
  kind: 'template',
  find: (db, name) => db.templates.findOne({ name }).sort({ version: -1 }).lean<TemplateDoc | null>(),
  words: ({ title }) => `the template “${title}”`,
  fields: ({ version, title, variants, claims }) => ({
    version,
    title,
    languages: Object.keys(variants),
    'says that something changed': claims,
  }),
};

export const houseRules: Subject<HouseRulesDoc> = {
  kind: 'house-rules',
  find: storedRules,
  words: () => 'the house rules',
  fields: (rules) => ({
    'send delay': rules.sendDelay,
    'quiet hours': rules.quietHours && `messages leave from ${String(rules.quietHours.from)} to ${String(rules.quietHours.to)} o’clock`,
    'time zone': rules.zone,
    'at most': rules.cap && `${String(rules.cap.messages)} within ${rules.cap.within}`,
    'bundles within': rules.bundleWithin,
    sender: rules.sender,
    'working days': rules.workingDays,
    'searchable attributes': rules.searchable,
    'nothing leaves': rules.killSwitch,
  }),
};

/** Without its secret, not even whether it changed. */
export const connection: Subject<ConnectionDoc> = {
  kind: 'connection',
  find: (db, id) => db.connections.findById(id).lean<ConnectionDoc | null>(),
  words: ({ name }) => `the connection “${name}”`,
  fields: ({ name, url, messages }) => ({ name, address: originOf(url), 'carries messages': messages }),
};

export const team: Subject<TeamDoc> = {
  kind: 'team',
  find: (db, id) => db.teams.findById(id).lean<TeamDoc | null>(),
  words: ({ name }) => `the team “${name}”`,
  fields: ({ name, email, url }) => ({
    name,
    'is told by': email !== null ? `mail to ${email}` : url !== null ? `calling ${originOf(url)}` : null,
  }),
};

/** Of a customer only the id: whoever is erased leaves nothing else here. */
export const customer: Subject<{ _id: string }> = {
  kind: 'customer',
  find: (db, id) => db.customers.findById(id, { _id: 1 }).lean<{ _id: string } | null>(),
  words: () => 'a customer',
  fields: () => ({}),
};

export const feedback: Subject<Pick<FeedbackDoc, '_id' | 'source'> & About> = {
  kind: 'feedback',
  find: async (db, id) => {
    const doc = await db.feedback.findById(id, { source: 1, tags: 1 }).lean<Pick<FeedbackDoc, '_id' | 'source' | 'tags'> | null>();
    const keys = doc?.tags.map(({ theme: key }) => key) ?? [];
    return doc && { _id: doc._id, source: doc.source, about: await named(db, keys) };
  },
  words: ({ source: key }) => `a feedback from “${key}”`,
  fields: ({ about }) => ({ themes: about }),
};

export const loop: Subject<LoopDoc & { called: string }> = {
  kind: 'loop',
  find: async (db, id) => {
    const doc = await db.loops.findById(id).lean<LoopDoc | null>();
    const of = doc && (await db.flows.findById(doc.flow, { name: 1 }).lean());
    return doc && { ...doc, called: of?.name ?? doc.flow };
  },
  words: ({ called }) => `a loop of the flow “${called}”`,
  fields: ({ status }) => ({ state: status }),
};

type SeenMessage = Pick<MessageDoc, '_id' | 'template' | 'state' | 'approved'> & { content: Pick<ContentDoc, 'edited'> | null };

/** Of its words only whose they are: the words themselves are the customer's, and stand with the message as long as it keeps them. */
export const message: Subject<SeenMessage> = {
  kind: 'message',
  find: (db, id) => db.messages.findById(id, { template: 1, state: 1, approved: 1, 'content.edited.by': 1 }).lean<SeenMessage | null>(),
  words: ({ template: name }) => `a message from the template “${name}”`,
  fields: ({ state, approved, content }) => ({
    state,
    approved: approved !== null,
    words: content?.edited ? `put by ${content.edited.by}` : 'as its template writes them',
  }),
};

const named = async (db: Models, keys: readonly string[]): Promise<string[]> => keys.map(await themeNames(db, keys));

/** Paths and queries of such addresses may be secrets of their own. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'an address';
}
