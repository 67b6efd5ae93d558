import { expect, it } from 'vitest';
import { inspect } from '../inspection/inspect.ts';
import { said } from '../proofreading/message-builder.ts';

const refused: [string, string][] = [
  ['{{{customer.name}}}', 'triple-stash'],
  ['{{&customer.name}}', 'triple-stash'],
  ['{{lookup customer "name"}}', 'unknown-helper'],
  ['{{or customer.name (lookup this "x")}}', 'unknown-helper'],
  ['{{#with customer}}{{name}}{{/with}}', 'unknown-helper'],
  ['{{#each themes}}x{{/each}}', 'unknown-helper'],
  ['{{#if customer.name}}x{{/if}}', 'unknown-helper'],
  ['{{log customer.name}}', 'unknown-helper'],
  ['{{read "feedback.text"}}', 'unknown-helper'],
  ['{{say "x"}}', 'unknown-helper'],
  ['{{helperMissing customer.name}}', 'unknown-helper'],
  ['{{#blockHelperMissing customer}}x{{/blockHelperMissing}}', 'unknown-helper'],
  ['{{toString}}', 'unknown-fact'],
  ['{{constructor}}', 'unknown-fact'],
  ['{{customer.constructor}}', 'unknown-fact'],
  ['{{customer.__proto__.x}}', 'unknown-fact'],
  ['{{customer.[__proto__]}}', 'unknown-fact'],
  ['{{custmer.name}}', 'unknown-fact'],
  ['{{this.customer}}', 'no-context'],
  ['{{@root.customer.name}}', 'no-context'],
  ['{{../customer.name}}', 'no-context'],
  ['{{"customer"}}', 'no-context'],
  ['{{#known customer.name as |x|}}x{{/known}}', 'unknown-helper'],
  ['{{> nowhere}}', 'unknown-partial'],
  ['{{> (lookup . "x")}}', 'unknown-partial'],
  ['{{> footer customer}}', 'unknown-partial'],
  ['{{#> footer}}x{{/footer}}', 'no-escape-hatch'],
  ['{{#*inline "a"}}x{{/inline}}', 'no-escape-hatch'],
  ['{{* decorate}}', 'no-escape-hatch'],
  ['{{#claim}}x', 'syntax'],
  ['{{#claim}}x{{/known}}', 'syntax'],
  ['{{name}}', 'ambiguous-fact'],
  ['{{shippedAt}}', 'claim-outside-block'],
  ['{{change}}', 'claim-outside-block'],
  ['{{decision.reason}}', 'decision-outside-block'],
  ['{{occurredAt}}', 'wrong-kind'],
  ['{{others}}', 'wrong-kind'],
  ['{{date customer.name}}', 'wrong-kind'],
  ['{{feedback.quote}}', 'quote-by-hand'],
  ['{{feedback.text}}', 'whole-text'],
  ['{{claim}}', 'wrong-helper-use'],
  ['{{date}}', 'wrong-helper-use'],
  ['{{plural others "one"}}', 'wrong-helper-use'],
  ['{{or customer.name "a" b=1}}', 'wrong-helper-use'],
  ['{{#option}}x{{/option}}', 'stray-in-choice'],
  ['{{#oneOf}}x{{/oneOf}}', 'stray-in-choice'],
  ['{{#oneOf}}{{/oneOf}}', 'empty-choice'],
  ['\ue000', 'private-character'],
];

it.each(refused)('%s is refused as %s, before and while rendering', (body, rule) => {
  const found = inspect(`Hello.\n${body}\n\n{{> footer}}`).problems.find((problem) => problem.rule === rule);
  expect(found).toMatchObject({ rule, blocks: true, part: 'body' });
  expect(found?.remedy).not.toBe('');
  expect(() => said(`Hello.\n${body}`)).toThrow('template-problem');
});

it('a partial that names itself is refused', () => {
  expect(inspect('{{> footer}}', { partials: { footer: 'x {{> footer}}' } }).problems).toMatchObject([{ rule: 'unknown-partial' }]);
});

it('a partial that cannot be read is a problem of the template that names it', () => {
  expect(inspect('{{> footer}}', { partials: { footer: '{{#known x}}' } }).problems).toMatchObject([{ rule: 'syntax', blocks: true }]);
});

it('a syntax error names its line and quotes nothing of the source', () => {
  const [first] = inspect('One.\nTwo {{#claim}}secret{{/known}}\n').problems;
  expect(first).toMatchObject({ rule: 'syntax', line: 2, words: '{{#claim}} is closed by {{/known}}.' });
  expect(inspect('One.\nTwo {{customer.name').problems[0]).toMatchObject({ rule: 'syntax', line: 2 });
});
