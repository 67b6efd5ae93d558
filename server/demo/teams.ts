import type { DemoTeam } from './workspace-shape.ts';

export const APP_TEAM = 'demo-app-team';
export const SUPPORT_TEAM = 'demo-support';

/** The teams that the demo flows tell. */
export const demoTeams: DemoTeam[] = [
  { key: APP_TEAM, name: 'Halden app team' },
  { key: SUPPORT_TEAM, name: 'Halden support' },
];
