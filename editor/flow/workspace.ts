import type { FlowWords, FlowWorld } from '@loopwright/workflows/contract';

/** All that sentences and checks speak of, as the server gives it. */
export interface WorkspaceAnswer {
  shelves: Record<string, ({ key: string } & Record<string, unknown>)[]>;
  houseRules: FlowWords['houseRules'];
}

export type Workspace = FlowWords & FlowWorld;
export type Shelf = Exclude<keyof FlowWorld, 'retiredStepIds'>;

/** As the contract wants it: every shelf by key. */
export function workspaceOf({ shelves, houseRules }: WorkspaceAnswer, retiredStepIds: readonly string[]): Workspace {
  const maps = Object.entries(shelves).map(([shelf, all]) => [shelf, new Map(all.map(({ key, ...facts }) => [key, facts]))]);
  return { ...(Object.fromEntries(maps) as FlowWorld), houseRules, retiredStepIds: new Set(retiredStepIds) };
}

export const isShelf = (name: string, workspace: Workspace): name is Shelf =>
  Object.hasOwn(workspace, name) && workspace[name as Shelf] instanceof Map;

/** What people call each thing on a shelf, by key. */
export function shelved(workspace: Workspace, shelf: Shelf): { key: string; words: string }[] {
  return [...workspace[shelf]].map(([key, facts]) => ({ key, words: 'title' in facts ? facts.title : facts.name }));
}
