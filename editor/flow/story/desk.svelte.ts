import { findKind } from '@loopwright/workflows/contract';
import type { Problem } from '@loopwright/workflows/contract';
import { clip } from '../clip.svelte.ts';
import { beginningOf } from '../fields/settings.ts';
import { startOf } from '../fields/start.ts';
import { changeAt, namedAt, schemaAt, targetOf, valueAt } from '../fields/target.ts';
import type { Target } from '../fields/target.ts';
import { addAnswer } from '../operations/add.ts';
import { cut, duplicate, paste } from '../operations/copies.ts';
import { gapAt, gapBefore, gapAfter } from '../operations/gaps.ts';
import { move } from '../operations/move.ts';
import type { Way } from '../operations/move.ts';
import { setEmptyPath } from '../operations/paths.ts';
import { remove } from '../operations/remove.ts';
import { find, pathsOf } from '../operations/tree.ts';
import type { Gap } from '../operations/tree.ts';
import type { Rule } from '../rule.svelte.ts';
import type { Concern } from '../concerns.ts';
import { ENTRY, keyOf, stepSpot } from '../spot.ts';
import type { Spot } from '../spot.ts';
import { around, placesAmong, reused, rowsOf, spotOfProblem } from './rows.ts';
import type { Row } from './rows.ts';

/** What is open over the Story; one thing at a time. */
export type Open =
  | { what: 'setting'; target: Target; spot: Spot }
  | { what: 'acts' | 'unsaid'; spot: Spot }
  | { what: 'kinds'; gap: Gap }
  | { what: 'delete'; step: string }
  | { what: 'words'; of: 'name' | 'note'; step: string }
  | { what: 'rename' }
  | { what: 'find' };

/** The table at which a flow is drawn: what is seen of it, what is open over it, and every act a key or a button stands for. */
export class Desk {
  open = $state.raw<Open | null>(null);
  /** Raised to bring the focus to what is selected. */
  wanted = $state(0);
  /** Whom its places concern, as far as the server has said by now. */
  concerns = $state.raw<readonly Concern[]>([]);
  private before: readonly Row[] = [];
  readonly rows = $derived.by(() => (this.before = reused(this.before, rowsOf(this.rule.flow, this.rule.told, this.rule.folded))));
  readonly places = $derived(placesAmong(this.rows));
  readonly byKey = $derived(Object.fromEntries(this.rows.map((row) => [row.key, row])) as Readonly<Record<string, Row>>);
  readonly blocking = $derived.by(() => this.rule.problems.filter(({ blocks }) => blocks));
  readonly problemsAt = $derived.by(() => Map.groupBy(this.rule.problems, (problem) => keyOf(spotOfProblem(this.rule.flow, problem))));

  readonly concernsAt = $derived.by(() => Map.groupBy(this.concerns, ({ step }) => keyOf(step === null ? ENTRY : stepSpot(step))));

  constructor(readonly rule: Rule) {}

  get spot(): Spot {
    return this.rule.selected;
  }

  /** Selects a place, opens what it is folded into, and brings the focus there. */
  goTo(spot: Spot): void {
    const above = around(this.rule.flow, spot);
    const folded = this.rule.folded.filter((key) => !above.includes(key));
    if (folded.length < this.rule.folded.length) this.rule.folded = folded;
    this.rule.select(spot);
    this.wanted += 1;
  }

  close(): void {
    this.open = null;
  }

  pick(spot: Spot, target: Target): void {
    this.rule.select(spot);
    this.rule.rest();
    this.open = { what: 'setting', target, spot };
  }

  /** Opens a setting that the sentence does not speak of; where there is a fair beginning, that is set at once. */
  pickUnsaid(spot: Spot, target: Target): void {
    const named = namedAt(this.rule, target);
    const start = named && valueAt(this.rule, target) === undefined ? startOf(named.field) : undefined;
    const other = named?.field.type === 'choice' ? named.field.options.find((one) => one !== named.usual) : start;
    if (named && other !== undefined && schemaAt(this.rule, target)?.safeParse(other).success)
      this.rule.do(changeAt(this.rule, target, other, named.title), { focus: false });
    this.pick(spot, target);
  }

  /** The list of kinds, for a gap; else for where the selected line puts something. */
  add(gap: Gap = gapAt(this.rule.flow, this.spot)): void {
    if (this.rule.mayEdit) this.open = { what: 'kinds', gap };
  }

  /** The list of what can be done, or said more, on a line. */
  show(spot: Spot, what: 'acts' | 'unsaid'): void {
    this.rule.select(spot);
    this.open = { what, spot };
  }

  addAt(spot: Spot): void {
    this.rule.select(spot);
    this.add();
  }

  addBeside(spot: Spot, side: 'before' | 'after'): void {
    const gap = spot.about === 'step' && (side === 'before' ? gapBefore : gapAfter)(this.rule.flow, spot.step);
    this.add(gap || gapAt(this.rule.flow, spot));
  }

  move(way: Way): void {
    const { spot, rule } = this;
    if (spot.about === 'step') rule.do(move(rule.flow, spot.step, way, rule.saying));
  }

  duplicate(): void {
    const { spot, rule } = this;
    if (spot.about === 'step') rule.do(duplicate(rule.flow, spot.step, rule.saying));
  }

  copy(): string | null {
    const { spot, rule } = this;
    const step = spot.about === 'step' ? find(rule.flow, spot.step)?.step : undefined;
    if (!step) return null;
    clip.held = { step, cut: false };
    return `Copied “${rule.saying.call(step)}”.`;
  }

  cut(): void {
    const { spot, rule } = this;
    const step = spot.about === 'step' ? find(rule.flow, spot.step)?.step : undefined;
    if (step && rule.do(cut(rule.flow, step.id, rule.saying))) clip.held = { step, cut: true };
  }

  paste(): void {
    const { rule } = this;
    if (clip.held) rule.do(paste(rule.flow, gapAt(rule.flow, this.spot), clip.held.step, clip.held.cut, rule.saying));
  }

  /** Asks first where steps would go with it. */
  delete(): void {
    const { spot, rule } = this;
    const step = spot.about === 'step' ? find(rule.flow, spot.step)?.step : undefined;
    if (!step || !rule.mayEdit) return;
    if (pathsOf(step).length > 0) this.open = { what: 'delete', step: step.id };
    else rule.do(remove(rule.flow, step.id, null, rule.saying));
  }

  setEmptyPath(goesOn: boolean): void {
    const { spot, rule } = this;
    if (spot.about === 'exit') rule.do(setEmptyPath(rule.flow, spot.step, spot.exit, goesOn));
  }

  /** Goes to the next line that has something to finish, round and round. */
  nextProblem(among: readonly Problem[]): Problem | null {
    const spots = among.map((problem) => keyOf(spotOfProblem(this.rule.flow, problem)));
    const at = spots.lastIndexOf(keyOf(this.spot));
    const next = among[(at + 1) % Math.max(1, among.length)];
    if (next) this.goTo(spotOfProblem(this.rule.flow, next));
    return next ?? null;
  }

  /** A message and the end of the loop, where nothing happens yet; which message is asked at once. */
  private addAnswer(gap: Gap): void {
    const { rule } = this;
    const [message, close] = ['send-message', 'close-loop'].map((name) => {
      const kind = findKind(name);
      return { kind: name, config: kind ? beginningOf(kind, rule.workspace) : {} };
    });
    if (!message || !close || !rule.do(addAnswer(rule.flow, gap, message, close, rule.saying), { focus: false, aloud: true })) return;
    const { step } = rule.selected;
    if (step !== null) this.pick(rule.selected, { step, of: 'step', name: 'template' });
  }

  /** What mends a problem, where that is one act. */
  mend(problem: Problem): (() => void) | null {
    const { rule } = this;
    if (!rule.mayEdit) return null;
    const spot = spotOfProblem(rule.flow, problem);
    if (spot.about === 'begin') return () => this.add(gapAt(rule.flow, spot));
    if (spot.about === 'exit') return () => this.addAnswer(gapAt(rule.flow, spot));
    const target = targetOf({ step: problem.step, about: problem.step === null ? 'entry' : 'step' }, problem.path);
    return target && namedAt(rule, target) ? () => this.pick(spot, target) : null;
  }
}
