/** What became of a feedback so far. */
export const STAGES: Readonly<Record<string, string>> = {
  stored: 'stored',
  received: 'just came in',
  tagged: 'nobody has said what it is about',
  matched: 'no flow asks for it',
  looped: 'matched to the flows',
  stuck: 'stuck: it needs a look',
};
