import { announcer } from '../../shell/announcer.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import type { Row } from './rows.ts';

/** Goes up and down among the lines; where the key leads nowhere the focus stays. */
function neighbour({ rows, byKey }: Desk, row: Row, key: string): Row | undefined {
  const at = rows.indexOf(byKey[row.key] ?? row);
  const parent = (): Row | undefined => rows.slice(0, at).findLast(({ depth }) => depth < row.depth);
  const next = rows[at + 1];
  switch (key) {
    case 'ArrowDown':
      return next;
    case 'ArrowUp':
      return rows[at - 1];
    case 'ArrowRight':
      return next && next.depth > row.depth ? next : undefined;
    case 'ArrowLeft':
      return parent();
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    default:
      return undefined;
  }
}

const MOVES = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in' } as const;
const isMove = (key: string): key is keyof typeof MOVES => Object.hasOwn(MOVES, key);

/** What a key does while a line has the focus; `edit` enters it. False where the key is nobody's. */
export function pressed(desk: Desk, row: Row, event: KeyboardEvent, edit: () => void): boolean {
  const { rule } = desk;
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (command && !event.altKey) return commanded(desk, key, event.shiftKey);
  if (event.altKey) {
    if (!isMove(key)) return false;
    desk.move(MOVES[key]);
    return true;
  }
  if ((key === 'ArrowRight' && row.folded) || (key === 'ArrowLeft' && row.inside !== null && !row.folded)) {
    rule.fold(row.spot);
    return true;
  }
  const to = neighbour(desk, row, key);
  if (to) {
    desk.goTo(to.spot);
    return true;
  }
  if (isMove(key) || key === 'Home' || key === 'End') return true;
  const acts: Record<string, () => void> = {
    Enter: edit,
    F2: () => row.step && row.spot.about === 'step' && (desk.open = { what: 'words', of: 'name', step: row.step.id }),
    '/': () => desk.add(),
    Delete: () => desk.delete(),
    Backspace: () => desk.delete(),
    f: () => (desk.open = { what: 'find' }),
    n: () => desk.nextProblem(rule.problems),
  };
  const act = acts[key];
  act?.();
  return act !== undefined;
}

function commanded(desk: Desk, key: string, shift: boolean): boolean {
  // Somebody who marked words on the page wants those.
  const words = getSelection()?.isCollapsed === false;
  const acts: Record<string, () => unknown> = {
    c: () => announcer.say(desk.copy() ?? ''),
    x: () => desk.cut(),
    v: () => desk.paste(),
    d: () => desk.duplicate(),
    z: () => (shift ? desk.rule.redo() : desk.rule.undo()),
    y: () => desk.rule.redo(),
  };
  if (words && key === 'c') return false;
  const act = acts[key];
  act?.();
  return act !== undefined;
}
