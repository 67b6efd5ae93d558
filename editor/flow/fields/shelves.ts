/** What to do where there is nothing to choose from. */
export const EMPTY_SHELVES: Readonly<Record<string, string>> = {
  themes: 'There are no themes yet. Make one under Themes, or send feedback that names one.',
  templates: 'There are no templates yet.',
  teams: 'There are no teams yet. An administrator adds one under Connections.',
  connections: 'There are no connections yet. An administrator adds one under Connections.',
  sources: 'There are no sources yet: a source is there from its first feedback.',
  brands: 'There are no brands yet: a source says which brand it speaks to.',
};
