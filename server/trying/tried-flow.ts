import { Injectable } from '@nestjs/common';
import { Flow, compile } from '@loopwright/workflows/contract';
import type { FlowWords, Plan } from '@loopwright/workflows/contract';
import { Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { FlowDoc, VersionDoc } from '../flows/flow.schema.ts';
import { retiredFor, wordsIn, wordsOf, workspaceOf } from '../flows/flow-words.ts';
import { Flows } from '../flows/flows.ts';
import { houseRules } from '../house-rules/house-rules.ts';

/** A flow as it is tried: its draft, or what is live, and the plan of it. */
export interface Tried {
  doc: FlowDoc;
  tree: Flow;
  plan: Plan;
  words: FlowWords;
}

@Injectable()
export class TriedFlows {
  constructor(
    private readonly world: World,
    private readonly flows: Flows,
  ) {}

  async mustBe(id: string): Promise<void> {
    await this.flows.find(id);
  }

  /** As given, or as its draft was saved; refused with its problems where it cannot run. */
  async draft(id: string, given?: Flow): Promise<Tried> {
    const doc = await this.flows.find(id);
    const [live, workspace, rules] = await Promise.all([this.flows.liveTree(doc), workspaceOf(this.world.db), houseRules(this.world.db)]);
    const tree = given ?? Flow.parse(doc.draft);
    const compiled = compile(tree, { ...workspace, retiredStepIds: await retiredFor(this.world.db, doc, live, tree) }, id);
    if ('problems' in compiled)
      throw new Refusal(422, 'problems', 'This draft cannot run yet; each problem names its step and the fix.', [], compiled);
    return { doc, tree, plan: compiled.plan, words: wordsIn(workspace, rules) };
  }

  /** What is live now; null where nothing is. */
  async live(doc: FlowDoc): Promise<(Tried & { version: VersionDoc }) | null> {
    const version = await this.flows.liveTree(doc);
    const stored = version && (await this.world.db.plans.findById(version.plan).lean<{ plan: Plan } | null>());
    return version && stored
      ? { doc, tree: Flow.parse(version.tree), plan: stored.plan, version, words: await wordsOf(this.world.db) }
      : null;
  }
}
