import { z } from 'zod';
import { milliseconds } from '../../terms/duration.ts';
import { Locale } from '../../terms/instant.ts';
import { Key } from '../../terms/key.ts';
import { Channel } from '../../terms/message.ts';
import { defineKind } from '../kind.ts';
import { Span } from '../span.ts';
import { languageWords } from '../words/languages.ts';
import { nameOf, titleOf } from '../words/names.ts';
import { named } from '../words/quoted.ts';
import { pick, say } from '../words/sentence.ts';
import { spanWords } from '../words/spans.ts';

const config = z.strictObject({
  template: Key.meta({ title: 'message' }),
  channel: Channel.meta({ title: 'channel' }),
  as: z.string().trim().min(1).max(120).optional().meta({ title: 'sender' }),
  fallback: Locale.default('en').meta({ title: 'fallback language' }),
  quote: z.boolean().default(false).meta({ title: 'quoting' }),
  tryFor: Span.default('P14D').meta({ title: 'time to try' }),
});

export const sendMessage = defineKind({
  kind: 'send-message',
  version: 1,
  title: 'Send a message',
  group: 'tell',
  config,
  exits: () => [{ name: 'sent' }, { name: 'withheld', missing: 'not-told' }],
  sentence: ({ template, channel, as, fallback, quote, tryFor }, words) => {
    const sender = `${as ? named(as) : 'the usual sender'}${words.brand ? `, ${nameOf(words, 'brands', words.brand)}` : ''}`;
    return [
      say`Send ${pick('template', template && titleOf(words, template), 'a message')} by ${pick('channel', channel, 'a channel')} as ${pick(
        'as',
        sender,
        'a sender',
      )}, in their language, else ${pick('fallback', fallback && languageWords(fallback), 'a language')}, ${
        quote && [pick('quote', 'quoting them where allowed', ''), { text: ', ' }]
      }trying for ${pick('tryFor', tryFor && spanWords(tryFor), 'how long')}${
        template && words.templates.get(template)?.claims && '; only if the change still holds for them as it leaves'
      }.`,
    ];
  },
  uses: ({ template }) => ({ templates: [template] }),
  lower: ({ tryFor, as, ...rest }) => ({ ...rest, as: as ?? null, tryForMs: milliseconds(tryFor) }),
  examples: [
    { template: 'you-asked-we-changed', channel: 'email' },
    { template: 'not-this-one', channel: 'webhook', as: 'Ana', fallback: 'de', quote: true, tryFor: 'P7D' },
  ],
});
