import { Flow, placed } from '@loopwright/workflows/contract';
import type { FlowInput } from '@loopwright/workflows/contract';
import type { FlowDoc, VersionDoc } from '../flows/flow.schema.ts';
import type { Models } from '../storage/models.ts';

const MOST_NAMED = 5;

/** What would lose its theme if it were gone, in words: "12 pieces of feedback", "the flow “Pricing promises”". */
export async function usesOf(db: Models, theme: string): Promise<string[]> {
  const [feedback, improvements, flows] = await Promise.all([
    db.feedback.countDocuments({ 'tags.theme': theme }),
    db.improvements.find({ themes: theme }, { title: 1 }).limit(MOST_NAMED).lean<{ title: string }[]>(),
    flowsNaming(db, theme),
  ]);
  return [
    ...(feedback === 0 ? [] : [feedback === 1 ? '1 piece of feedback' : `${String(feedback)} pieces of feedback`]),
    ...improvements.map(({ title }) => `the improvement “${title}”`),
    ...flows.slice(0, MOST_NAMED).map((name) => `the flow “${name}”`),
  ];
}

/** Flows whose draft, live version or a version that somebody still walks names the theme. */
async function flowsNaming(db: Models, theme: string): Promise<string[]> {
  const flows = await db.flows.find({}, { name: 1, draft: 1, live: 1 }).sort({ _id: 1 }).lean<FlowDoc[]>();
  const naming = await Promise.all(
    flows.map(async ({ _id: flow, draft, live }) => {
      if (names(draft, theme)) return true;
      const walked = await db.loops.distinct('version', { flow, status: 'open' });
      const versions = await db.versions
        .find({ flow, version: { $in: [...walked, ...(live === null ? [] : [live])] } }, { tree: 1 })
        .lean<VersionDoc[]>();
      return versions.some(({ tree }) => names(tree, theme));
    }),
  );
  return flows.filter((_, index) => naming[index]).map(({ name }) => name);
}

function names(tree: FlowInput, theme: string): boolean {
  const flow = Flow.parse(tree);
  const waited = placed(flow).flatMap(({ step }) => step.config['themes']);
  return [...(flow.entry.themes ?? []), ...waited].includes(theme);
}
