/** What became of a feedback so far. */
export const STAGES: Readonly<Record<string, string>> = {
  stored: 'stored',
  tagged: 'no flow has taken it yet',
  looped: 'matched to the flows',
  stuck: 'stuck: it needs a look',
};
