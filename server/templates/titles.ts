/** What people call the messages that ship. */
const TITLES: Readonly<Record<string, string>> = {
  'deliveries-to-you': 'Deliveries to you',
  'i-passed-it-on': 'I passed it on',
  'it-is-fixed': 'It is fixed',
  'not-forgotten': 'Not forgotten',
  'not-this-one': 'Not this one',
  'now-it-holds': 'Now it holds',
  'we-have-not-managed-it': 'We have not managed it',
  'what-i-told-you-was-wrong': 'What I told you was wrong',
  'what-was-the-main-thing': 'What was the main thing?',
  'you-asked-we-changed': 'You asked, we changed it',
};

/** A template's title where nobody gave one. */
export const titleFor = (name: string): string => TITLES[name] ?? name.slice(0, 1).toUpperCase() + name.slice(1).replaceAll('-', ' ');
