import { z } from 'zod';
import { Key } from '../../terms/key.ts';
import { defineKind } from '../kind.ts';
import { nameOf } from '../words/names.ts';
import { quoted } from '../words/quoted.ts';
import { pick, say } from '../words/sentence.ts';

const config = z.strictObject({
  team: Key.meta({ title: 'team' }),
  text: z.string().trim().min(1).max(2000).meta({ title: 'text' }),
  withWords: z.boolean().default(false).meta({ title: 'their words' }),
  when: z.enum(['each', 'daily']).default('each').meta({ title: 'bundling' }),
  goOn: z.enum(['now', 'delivered']).default('now').meta({ title: 'time to go on' }),
});

export const notifyTeam = defineKind({
  kind: 'notify-team',
  version: 1,
  title: 'Tell a team',
  group: 'ask',
  config,
  exits: () => [{ name: 'delivered' }, { name: 'failed' }],
  sentence: ({ team, text, withWords, when, goOn }, words) => [
    say`Tell ${pick('team', team && nameOf(words, 'teams', team), 'a team')} ${pick('text', text && quoted(text), 'a text')} ${pick(
      'withWords',
      withWords === undefined ? undefined : withWords ? 'with' : 'without',
      'with or without',
    )} their words, ${pick('when', when && (when === 'each' ? 'each at once' : 'together once a day'), 'how often')}; go on ${pick(
      'goOn',
      goOn && (goOn === 'now' ? 'at once' : 'when delivered'),
      'when',
    )}.`,
  ],
  uses: ({ team }) => ({ teams: [team] }),
  problems: ({ goOn }, { exits }) =>
    goOn === 'now' && exits?.['failed']?.length
      ? [
          {
            path: 'exits.failed',
            message: 'This step goes on at once, so nobody knows yet whether the team was told: the steps under “failed” never run.',
            fix: 'Go on when delivered, or remove those steps.',
            blocks: false,
          },
        ]
      : [],
  lower: (settings) => ({ ...settings }),
  examples: [
    { team: 'billing', text: 'A customer is waiting', withWords: true, when: 'each', goOn: 'now' },
    { team: 'app', text: 'Plan it or decline it', withWords: false, when: 'daily', goOn: 'delivered' },
  ],
});
