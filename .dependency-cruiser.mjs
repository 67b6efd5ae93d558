const SPEC = '[.]spec[.]ts$';
const OURS = '^(workflows|templates|server|editor|test)/';
const NODE = ['core'];
const PACKAGES = ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown'];
const packages = (...names) => names.map((name) => `(^|/)node_modules/${name}/`);

/** What runs inside Temporal's sandbox; eslint.config.mjs holds the same files to its own rules. */
const SANDBOX =
  '^workflows/(engine/(?!loop-activities|step-activity)[^/]+|steps/([^/]+/run|runners)|temporal/([^/]+-workflow|temporal-effects|bugs|names|retries))[.]ts$';
const KIND = 'steps/([^/]+/(kind|fields)|words/[^/]+|kind|span|refused-kind)[.]ts$';
const PORTS = 'ports[.]ts$';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Of this project, `part` takes only what `may` matches. */
const takes = (name, comment, part, ...may) => rule(name, comment, { path: part, pathNot: SPEC }, { path: OURS, pathNot: may });

/** Of other people's code, `part` takes only these packages; Node's own modules where `kinds` leaves them out. */
const uses = (name, comment, part, may, kinds = [...NODE, ...PACKAGES]) =>
  rule(name, comment, { path: part, pathNot: SPEC }, { dependencyTypes: kinds, ...(may.length > 0 ? { pathNot: packages(...may) } : {}) });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    // What is loaded later may name the list it is loaded from: pages link to each other by their addresses.
    rule(
      'no-circles',
      'Whoever reads one file must not have to read a circle.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    ),
    rule(
      'no-orphans',
      'Nothing leads here and it leads nowhere: forgotten?',
      { orphan: true, pathNot: [SPEC, '[.]d[.][cm]?ts$', '[.]config[.]'] },
      {},
    ),
    rule('no-unknown', 'What is imported is there.', {}, { couldNotResolve: true }),
    rule(
      'no-undeclared',
      'A package stands in the package.json of the part that uses it; only the test runner is everybody’s.',
      {},
      { dependencyTypes: ['npm-no-pkg'], pathNot: packages('vitest') },
    ),
    rule('nobody-imports-tests', 'Only tests take from tests.', { path: OURS, pathNot: ['^test/', SPEC] }, { path: ['^test/', SPEC] }),
    rule(
      'product-without-test-packages',
      'What is there for tests only does not reach the product.',
      { path: '^(workflows|templates|server)/', pathNot: SPEC },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    ),

    // terms ← steps/*/kind ← flows ← engine ← temporal | simulate
    takes('workflows-know-nobody', 'What a flow is and how it runs knows no server and no words.', '^workflows/', '^workflows/'),
    takes('terms-first', 'Terms know terms.', '^workflows/terms/', '^workflows/terms/'),
    takes(
      'kinds-on-terms',
      'A kind knows terms and the words of sentences.',
      `^workflows/${KIND}`,
      '^workflows/terms/',
      `^workflows/${KIND}`,
    ),
    takes(
      'steps-apart',
      'A step knows no other step.',
      '^workflows/steps/(?!words/)([^/]+)/',
      '^workflows/(terms|engine)/',
      `^workflows/${PORTS}`,
      '^workflows/steps/(words/[^/]+|kind|span)[.]ts$',
      '^workflows/steps/$1/',
    ),
    takes(
      'flows-on-kinds',
      'Flows know terms and kinds, and nothing of how a loop runs.',
      '^workflows/flows/',
      `^workflows/(terms/|flows/|steps/kinds[.]ts$|${KIND})`,
    ),
    takes(
      'engine-on-plans',
      'The engine knows plans, ports and the runners of steps, never flows.',
      '^workflows/engine/',
      `^workflows/(terms/|engine/|${PORTS}|steps/(runners|activities)[.]ts$)`,
    ),
    takes(
      'temporal-on-the-engine',
      'Temporal stands on the engine.',
      '^workflows/temporal/',
      `^workflows/(terms/|engine/|temporal/|${PORTS})`,
    ),
    takes(
      'simulation-on-the-engine',
      'Simulation stands on the engine, beside Temporal, and asks entries whom they let in.',
      '^workflows/simulate/',
      `^workflows/(terms/|engine/|simulate/|flows/admits[.]ts$|${PORTS}|steps/[^/]+/(draw-share|next-weekday)[.]ts$)`,
    ),
    rule(
      'sandbox-is-closed',
      'What runs in the sandbox takes at run time only what runs in the sandbox.',
      { path: SANDBOX, pathNot: SPEC },
      { pathNot: [SANDBOX, ...packages('@temporalio/(workflow|common)')], dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'contract-runs-anywhere',
      'Browsers read the contract: nothing behind it runs loops.',
      { path: '^workflows/contract[.]ts$' },
      { path: '^workflows/(engine|temporal|simulate)/', reachable: true },
    ),
    uses('terms-are-schemas', 'Terms are zod schemas and nothing else.', '^workflows/terms/', ['zod']),
    uses('kinds-run-anywhere', 'Kinds run in server and browser.', `^workflows/${KIND}`, ['zod']),
    uses('flows-run-anywhere', 'Flows run in server and browser.', '^workflows/flows/', ['zod', '@noble/hashes']),
    uses('engine-has-effects-only', 'Effects are its only world.', '^workflows/(engine|simulate)/', []),

    takes('templates-know-nobody', 'Words know nothing of who sends them.', '^templates/', '^templates/'),
    takes(
      'server-by-the-doors',
      'The server takes workflows and templates by their exports.',
      '^server/',
      '^server/',
      '^workflows/(contract|ports|worker|moves|simulate/(simulate|preview|backtest))[.]ts$',
      '^templates/templates[.]ts$',
    ),
    takes('launcher-alone', 'The launcher runs before anything is installed or built.', '^server/launch/', '^server/launch/'),
    uses(
      'launcher-needs-node',
      'Others’ downloaders are taken where they are installed; the rest is Node.',
      '^server/launch/',
      ['@temporalio/testing', 'mongodb-memory-server-core', 'playwright-core'],
      PACKAGES,
    ),
    rule(
      'product-without-launcher',
      'The product runs without its launcher, as in a container.',
      { path: '^server/', pathNot: ['^server/launch/', SPEC] },
      { path: '^server/launch/' },
    ),
    takes(
      'editor-on-the-contract',
      'The editor knows the contract and HTTP, nothing else.',
      '^editor/',
      '^editor/',
      '^workflows/contract[.]ts$',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^[^/]+/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'node', 'import', 'types', 'default'],
      extensions: ['.ts', '.mts', '.mjs', '.js', '.cjs', '.json', '.svelte'],
    },
  },
};
