import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const ROOT = import.meta.dirname;

/** What runs inside Temporal's sandbox, where a replay months later must see the same; .dependency-cruiser.mjs knows the same files. */
const SANDBOX = [
  'workflows/engine/**/*.ts',
  'workflows/steps/*/run.ts',
  'workflows/steps/runners.ts',
  'workflows/temporal/*-workflow.ts',
  'workflows/temporal/{temporal-effects,bugs,names,retries}.ts',
];
const SANDBOX_BUT_TEMPORAL = SANDBOX.slice(0, 3);
const SPECS = ['**/*.spec.ts'];

const NAMED_EXPORTS = { selector: 'ExportDefaultDeclaration', message: 'Export it by its name.' };
const LOCAL_TIME = 'Local time differs between machines: calendar instants come from recorded effects.';
const NO_CLOCK = 'Temporal gives the time here: take it from the effects.';
const NOT_REPLAYABLE = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: NO_CLOCK },
  { selector: 'NewExpression[callee.name="Date"][arguments.length>1]', message: LOCAL_TIME },
  { selector: 'CallExpression[callee.name="Date"]', message: NO_CLOCK },
  {
    selector: 'MemberExpression[property.name=/^[gs]et(Day|Date|Month|FullYear|Year|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$/]',
    message: LOCAL_TIME,
  },
  { selector: 'MemberExpression[property.name=/^(toLocale\\w*|localeCompare|toDateString|toTimeString)$/]', message: LOCAL_TIME },
  { selector: 'ImportExpression', message: 'The bundle holds all there is; nothing is loaded while a loop walks.' },
];
const NOT_IN_A_SANDBOX = ['Intl', 'crypto', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'process', 'fetch'];
const TYPES_ONLY = {
  group: ['zod', 'zod/*', '**/terms/*', '**/kind.ts', '**/kinds.ts', '**/ports.ts', '**/contract.ts'],
  allowTypeImports: true,
  message: 'The sandbox takes types only from here (`import type`): no schema belongs into the bundle.',
};
const NEVER = {
  group: [
    'node:*',
    'crypto',
    'temporal-polyfill',
    '@noble/*',
    'lru-cache',
    '@temporalio/worker',
    '@temporalio/client',
    '@temporalio/activity',
  ],
  message: 'This does not run inside the sandbox.',
};
const NO_TEMPORAL = { group: ['@temporalio/*'], message: 'Effects are the only world of the engine and of a step.' };

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '.loopwright/', 'coverage/']),
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300 }],
      'no-restricted-syntax': ['error', NAMED_EXPORTS],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.{ts,mts}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: ['tsconfig.eslint.json', 'editor/tsconfig.json'], tsconfigRootDir: ROOT } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A feature's Nest module is a class without members.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Ports are records of functions that never use `this`.
      '@typescript-eslint/unbound-method': 'off',
      // A mongoose schema takes plain objects where its types name classes, and there are no enums: seconds saved.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
    },
  },
  { files: ['{workflows,templates,server}/**/*.ts'], ignores: SPECS, rules: { 'no-console': 'error' } },
  {
    files: ['editor/**/*.svelte', 'editor/**/*.svelte.ts'],
    extends: [tseslint.configs.recommended, svelte.configs.recommended],
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      // The content security policy would block it.
      'svelte/no-inline-styles': 'error',
      'svelte/button-has-type': 'error',
    },
  },
  { files: ['editor/**/*.ts'], languageOptions: { globals: globals.browser } },
  {
    // Tools that ask for a default export, and Temporal, which takes every workflow type by it.
    files: ['*.config.{ts,mjs}', '.*.mjs', 'editor/*.config.{ts,js,mjs}', 'test/harness/servers.ts', 'workflows/temporal/loop-workflow.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: SANDBOX,
    ignores: SPECS,
    rules: {
      'no-restricted-globals': ['error', ...NOT_IN_A_SANDBOX],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }, { object: 'Date', property: 'parse' }],
      'no-restricted-syntax': ['error', ...NOT_REPLAYABLE],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [TYPES_ONLY, NEVER] }],
    },
  },
  {
    files: SANDBOX_BUT_TEMPORAL,
    ignores: SPECS,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random' },
        { object: 'Date', property: 'parse' },
        { object: 'Date', property: 'now', message: NO_CLOCK },
      ],
      'no-restricted-syntax': ['error', NAMED_EXPORTS, ...NOT_REPLAYABLE],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [TYPES_ONLY, NEVER, NO_TEMPORAL] }],
    },
  },
);
