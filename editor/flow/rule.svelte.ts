import { Flow, problems, sentences } from '@loopwright/workflows/contract';
import { begun, did, redone, rested, undone } from './history.ts';
import type { History } from './history.ts';
import type { Change, Saying } from './operations/change.ts';
import { stands } from './operations/gaps.ts';
import { UNNAMED } from '../words/flows.ts';
import { Saving } from './saving.svelte.ts';
import type { Shelf, Stored, Theirs } from './saving.svelte.ts';
import { sayingOf } from './sayings.ts';
import { BEGIN, ENTRY, keyOf } from './spot.ts';
import type { Spot } from './spot.ts';
import type { Workspace } from './workspace.ts';

/** What just happened, so that whoever shows the flow can bring it into view, and say it. */
interface Act {
  words: string;
  /** Whether the focus goes to what is selected now; while a picker is open it stays there. */
  focus: boolean;
  /** Said at once also where the focus stays. */
  aloud?: boolean;
}

/** The way back of the flow that was drawn last: who comes back to it as they left it can still undo. */
let left: { id: string; revision: number; history: History } | null = null;

/** A flow while it is drawn: its tree, what is selected, the way back, and how far it is saved. Every view of it is derived from here. */
export class Rule {
  readonly saving: Saving;
  readonly saying: Saying;
  selected = $state.raw<Spot>(ENTRY);
  /** Keys of the places whose inside is not shown. */
  folded = $state.raw<readonly string[]>([]);
  last = $state.raw<Act | null>(null);
  /** Whether a version is live: what is undone then is undone in the draft. */
  live = $state(false);

  private own = false;
  /** Who has the draft open, and who saved it meanwhile; null = nobody else. */
  private holder = $state.raw<string | null>(null);
  private saver = $state.raw<string | null>(null);
  private history = $state.raw<History>() as History;
  readonly flow = $derived(this.history.now.flow);
  readonly told = $derived.by(() => sentences(this.flow, this.workspace));
  readonly problems = $derived.by(() => problems(this.flow, this.workspace));
  readonly undoWords = $derived(this.history.done.at(-1)?.words ?? null);
  /** Somebody else who is changing this flow just now: it is shown as they save it. */
  readonly other = $derived(this.holder ?? this.saver);
  readonly redoWords = $derived(this.history.undone.at(-1)?.words ?? null);

  constructor(
    readonly workspace: Workspace,
    shelf: Shelf,
    stored: Stored | null,
    private readonly permitted: boolean,
    draft?: Flow,
  ) {
    const flow = stored ? Flow.parse(stored.draft) : (draft ?? Flow.parse({ name: UNNAMED }));
    const back = stored && left?.id === stored.id && left.revision === stored.revision ? left.history : null;
    this.history = back ?? begun(flow, ENTRY);
    this.selected = flow.steps.length === 0 ? BEGIN : ENTRY;
    this.saying = sayingOf(() => this.flow, workspace);
    this.saving = new Saving(() => this.flow, shelf, this.flow, stored);
  }

  /** Ends the drawing; what is not saved by now is not. */
  leave(): void {
    this.saving.stop();
    const { flowId: id, revision, history } = this;
    if (id !== null && !this.saving.unsaved) left = { id, revision, history };
  }

  get flowId(): string | null {
    return this.saving.flowId;
  }

  /** Of the draft as it is kept; look at `saving.unsaved` to know whether that is all. */
  get revision(): number {
    return this.saving.revision;
  }

  get mayEdit(): boolean {
    return this.permitted && this.other === null;
  }

  /** Does what an operation gave; false where it gave nothing, or nobody may. */
  do(change: Change | null, { focus = true, aloud = false }: { focus?: boolean; aloud?: boolean } = {}): boolean {
    if (!change || !this.mayEdit || change.flow === this.flow) return false;
    this.took(did(this.history, change, this.selected), change.select, { words: `${change.words}: done.`, focus, aloud });
    return true;
  }

  /** What comes next is a deed of its own. */
  rest(): void {
    this.history = rested(this.history);
  }

  undo(): boolean {
    const deed = this.history.done.at(-1);
    const back = this.mayEdit ? undone(this.history) : null;
    if (!back || !deed) return false;
    // What was taken away comes back under the hand; else what was changed, and at last where one was.
    const again = !stands(this.flow, deed.before.select) || !stands(back.now.flow, deed.after.select);
    const select = again ? deed.before.select : deed.after.select;
    this.took(back, select, {
      words: this.live ? `Taken back in the draft: ${deed.words}. The live version stays.` : `Taken back: ${deed.words}.`,
      focus: true,
    });
    return true;
  }

  redo(): boolean {
    const deed = this.history.undone.at(-1);
    const on = this.mayEdit ? redone(this.history) : null;
    if (!on || !deed) return false;
    this.took(on, deed.after.select, { words: `Done again: ${deed.words}.`, focus: true });
    return true;
  }

  /** What the server has by now; what others saved is shown at once where nothing unsaved stands against it. */
  arrived(stored: Stored): void {
    const theirs = this.saving.arrived(stored);
    if (!theirs) return;
    this.take(theirs, theirs.flow, this.own ? 'Take in what was saved' : `Take in what ${theirs.by ?? 'somebody'} changed`);
    if (!this.own) this.saver = theirs.by ?? 'Somebody';
    this.own = false;
  }

  /** Goes on from what they saved, with this flow: theirs, one's own, or both in one. */
  settle(theirs: Theirs, flow: Flow, words: string): void {
    if (flow === this.flow) this.saving.rebase(theirs);
    else this.take(theirs, flow, words);
  }

  /** What is saved next from elsewhere on this page, as by publishing or restoring, is one's own. */
  expect(): void {
    this.own = true;
  }

  /** Told whose hand the draft is in; null = in the reader’s own. */
  heldBy(holder: string | null): void {
    if (holder === this.holder) return;
    // Who gave it back has no more to save.
    if (holder === null) this.saver = null;
    this.holder = holder;
    const words = holder === null ? 'You can change this flow now.' : `${holder} is changing this flow now.`;
    this.last = { words, focus: false, aloud: true };
  }

  takeOver(): void {
    this.holder = null;
    this.saver = null;
    this.last = { words: 'You change this flow now.', focus: true };
  }

  select(spot: Spot): void {
    this.selected = spot;
  }

  fold(spot: Spot, folded = !this.folded.includes(keyOf(spot))): void {
    const others = this.folded.filter((key) => key !== keyOf(spot));
    this.folded = folded ? [...others, keyOf(spot)] : others;
  }

  private take(theirs: Theirs, flow: Flow, words: string): void {
    const select = stands(flow, this.selected) ? this.selected : ENTRY;
    this.history = did(this.history, { flow, words, select }, this.selected);
    this.selected = select;
    this.last = { words: `${words}: done.`, focus: false };
    this.saving.rebase(theirs);
  }

  private took(history: History, select: Spot, act: Act): void {
    this.history = history;
    this.selected = stands(history.now.flow, select) ? select : ENTRY;
    this.last = act;
    this.saving.changed();
  }
}
