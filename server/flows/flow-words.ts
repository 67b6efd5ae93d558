import type { FlowWords, FlowWorld } from '@loopwright/workflows/contract';
import { Flow, placed } from '@loopwright/workflows/contract';
import type { TeamDoc } from '../channels/team.schema.ts';
import { passes } from '../doors/roles.ts';
import type { DoorRule } from '../doors/roles.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import type { HouseRulesDoc } from '../house-rules/house-rules.schema.ts';
import type { Models } from '../storage/models.ts';
import type { PersonDoc } from '../people/person.schema.ts';
import type { FlowDoc, VersionDoc } from './flow.schema.ts';
import { inspectionOf, latestTemplates } from '../templates/shelf.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import { brandName } from '../writing/gather.ts';

const APPROVING: DoorRule = { least: 'approver', sources: false, summary: '' };

type TemplateFacts = FlowWorld['templates'] extends ReadonlyMap<string, infer T> ? T : never;

/** The workspace as sentences and checks know it: every key with its name, every template with what it says. */
export async function workspaceOf(db: Models): Promise<Omit<FlowWorld, 'retiredStepIds'>> {
  const [themes, templates, teams, people, connections, sources, served] = await Promise.all([
    db.themes.find({}, { name: 1 }).lean<{ _id: string; name: string }[]>(),
    latestTemplates(db),
    db.teams.find({}, { name: 1 }).lean<Pick<TeamDoc, '_id' | 'name'>[]>(),
    db.people.find({ disabledAt: null }, { name: 1, role: 1 }).lean<Pick<PersonDoc, '_id' | 'name' | 'role'>[]>(),
    db.connections.find({}, { name: 1 }).lean<{ _id: string; name: string }[]>(),
    db.sources.find({}, { brand: 1 }).lean<{ _id: string; brand: string | null }[]>(),
    themesServed(db),
  ]);
  const brands = [...new Set(sources.flatMap(({ brand }) => brand ?? []))];
  return {
    themes: new Map(themes.map(({ _id, name }) => [_id, { name, served: served.has(_id) }])),
    templates: new Map(templates.map((doc) => [doc.name, templateFacts(doc)])),
    teams: named(teams),
    people: new Map(people.map(({ _id, name, role }) => [_id, { name, mayApprove: passes(APPROVING, role) }])),
    connections: named(connections),
    sources: named(sources.map(({ _id }) => ({ _id, name: _id }))),
    brands: new Map(brands.map((brand) => [brand, { name: brandName(brand) }])),
  };
}

/** Themes that a live flow names and lets complaints in about. */
async function themesServed(db: Models): Promise<Set<string>> {
  const live = await db.flows.find({ live: { $ne: null }, pausedEntry: false }, { live: 1 }).lean<Pick<FlowDoc, '_id' | 'live'>[]>();
  const names = live.map(({ _id, live: version }) => `${_id}/${String(version)}`);
  const versions = await db.versions.find({ _id: { $in: names } }, { 'tree.entry': 1 }).lean<Pick<VersionDoc, 'tree'>[]>();
  return new Set(
    versions.flatMap(({ tree: { entry } }) => {
      const complains = entry?.kind !== 'taken-back' && (entry?.feelings?.includes('complaint') ?? true);
      return complains ? (entry?.themes ?? []) : [];
    }),
  );
}

/** Ids of those who may approve messages, the longest here first. */
export async function approversIn(db: Models): Promise<string[]> {
  const people = await db.people
    .find({ disabledAt: null }, { role: 1 })
    .sort({ createdAt: 1, _id: 1 })
    .lean<Pick<PersonDoc, '_id' | 'role'>[]>();
  return people.flatMap(({ _id, role }) => (passes(APPROVING, role) ? [_id] : []));
}

export async function wordsOf(db: Models): Promise<FlowWords> {
  const [workspace, rules] = await Promise.all([workspaceOf(db), houseRules(db)]);
  return wordsIn(workspace, rules);
}

export const wordsIn = (workspace: Omit<FlowWorld, 'retiredStepIds'>, rules: HouseRulesDoc): FlowWords => {
  const { sendDelay, quietHours, zone, cap, bundleWithin } = rules;
  return { ...workspace, houseRules: { sendDelay, quietHours, zone, cap, bundleWithin } };
};

/** Ids that some version had and the live one has not: a step's past is never another step's. */
function retiredIds(everPublished: readonly string[], live: Pick<Flow, 'steps'> | null): Set<string> {
  const living = new Set(live ? placed(live).map(({ step }) => step.id) : []);
  return new Set(everPublished.filter((id) => !living.has(id)));
}

/** Of those, the ones this draft may not use: a step that comes back as it was, of the same kind, is the same step. */
export async function retiredFor(db: Models, doc: FlowDoc, live: VersionDoc | null, draft: Pick<Flow, 'steps'>): Promise<Set<string>> {
  const retired = retiredIds(doc.stepIds, live && Flow.parse(live.tree));
  const back = placed(draft).filter(({ step }) => retired.has(step.id));
  if (back.length === 0) return retired;
  const versions = await db.versions.find({ flow: doc._id }, { tree: 1 }).sort({ version: 1 }).lean<Pick<VersionDoc, 'tree'>[]>();
  const kinds = new Map(versions.flatMap(({ tree }) => placed(Flow.parse(tree)).map(({ step }) => [step.id, step.kind] as const)));
  for (const { step } of back) if (kinds.get(step.id) === step.kind) retired.delete(step.id);
  return retired;
}

const named = (docs: readonly { _id: string; name: string }[]): Map<string, { name: string }> =>
  new Map(docs.map(({ _id, name }) => [_id, { name }]));

function templateFacts(doc: TemplateDoc): TemplateFacts {
  const { claims, decides, corrects, promises, answers, problems } = inspectionOf({ name: doc.name, variants: doc.variants }, doc._id);
  const told = problems.map(({ words, remedy, blocks }) => ({ message: words, fix: remedy, blocks }));
  return { title: doc.title, hash: doc._id, claims, decides, corrects, promises, answers, problems: told };
}
