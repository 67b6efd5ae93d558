import { block, program, statements, text, type Block, type Program } from './ast.ts';
import { checkShape, helperName } from './translate-call.ts';
import { helperRules } from './helper-rules.ts';
import { lineOf, type Place } from './place.ts';
import { sha256 } from './template.ts';

/** One way to say something: known by a hash of its own words, sayable when the facts it needs are known. */
export interface Way {
  id: string;
  needs: string[];
  lead: boolean;
  maybe: boolean;
}

const idOf = (body: Program | undefined): string =>
  sha256(JSON.stringify(body ?? null, (key, value: unknown) => (key === 'loc' ? undefined : value))).slice(0, 8);

function flag(node: Block, key: string): boolean | undefined {
  const pair = node.hash?.pairs.find((candidate) => candidate.key === key);
  return pair?.value.type === 'BooleanLiteral' ? (pair.value as hbs.AST.BooleanLiteral).value : undefined;
}

/** `{{#oneOf}}` of options, or `{{#facts}}` of facts: which is said, and which leads, is decided by seed when rendering. */
export function choice(
  node: Block,
  place: Place,
  kind: 'oneOf' | 'facts',
  ending: string,
  translate: (body: Program | undefined, place: Place) => Program,
): Block {
  const { reading } = place;
  const childName = kind === 'oneOf' ? 'option' : 'fact';
  const rule = helperRules.get(childName);
  const slot = `${reading.part}${String(reading.slots++)}`;
  const ways: Way[] = [];
  const children: hbs.AST.Statement[] = [];
  for (const child of statements(node.program)) {
    if (child.type === 'CommentStatement' || (child.type === 'ContentStatement' && child.value.trim() === '')) continue;
    if (child.type !== 'BlockStatement' || helperName(child.path) !== childName || rule === undefined) {
      reading.refuse(
        lineOf(child, place),
        'stray-in-choice',
        `Between the ${childName}s of {{#${kind}}} nothing else can stand.`,
        `Put it into a {{#${childName}}}.`,
      );
      continue;
    }
    checkShape(childName, rule, child, place, 'block');
    const id = idOf(child.program);
    const { result, needs } = reading.aside(() => translate(child.program, place));
    ways.push({ id, needs, lead: flag(child, 'lead') ?? true, maybe: flag(child, 'maybe') ?? false });
    children.push(block({ helper: childName, hash: { id: text(id, child.loc) }, loc: child.loc }, result));
  }
  if (ways.length === 0)
    reading.refuse(lineOf(node, place), 'empty-choice', `{{#${kind}}} has nothing to choose from.`, `Give it a {{#${childName}}}.`);
  if (kind === 'oneOf')
    for (const path of ways[0]?.needs ?? []) if (ways.every(({ needs }) => needs.includes(path))) reading.needs.add(path);
  const apart = flag(node, 'apart') ? '\n\n' : ' ';
  const hash = {
    slot: text(slot, node.loc),
    ways: text(JSON.stringify(ways), node.loc),
    apart: text(apart, node.loc),
    ending: text(ending, node.loc),
  };
  return block({ helper: kind, hash, loc: node.loc }, program(children, node.loc));
}
