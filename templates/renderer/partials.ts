import { parse, statements, SyntaxFault, type Program } from './ast.ts';
import { helperName } from './translate-call.ts';

function namedIn(tree: Program | undefined): string[] {
  return statements(tree).flatMap((node) => {
    if (node.type === 'PartialStatement') return [helperName(node.name) ?? ''];
    return node.type === 'BlockStatement' ? [...namedIn(node.program), ...namedIn(node.inverse)] : [];
  });
}

// What cannot be read names nothing here; inspecting the source says what is wrong with it.
function treeOf(source: string): Program | undefined {
  const parsed = parse(source);
  return parsed instanceof SyntaxFault ? undefined : parsed;
}

/** The partials some sources name, and those these name in turn, as far as they are offered. */
export function partialsNamed(sources: readonly string[], offered: Readonly<Record<string, string>>): string[] {
  const found = new Set<string>();
  const follow = (source: string): void => {
    for (const name of namedIn(treeOf(source))) {
      if (found.has(name) || !Object.hasOwn(offered, name)) continue;
      found.add(name);
      follow(offered[name] ?? '');
    }
  };
  sources.forEach(follow);
  return [...found].sort();
}
