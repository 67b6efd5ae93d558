import { Who, textOf, whoIs } from '@loopwright/workflows/contract';
import type { FlowSentence, FlowWords, TrailEntry } from '@loopwright/workflows/contract';
import type { Previewed } from '@loopwright/workflows/preview';
import type { SimulatedMessage } from '@loopwright/workflows/simulate';
import { trailWords } from '../loops/trail-words.ts';
import type { TrailNames } from '../loops/trail-words.ts';
import { isReason } from '../why/codes.ts';
import { on } from '../why/known.ts';
import { words } from '../why/words.ts';
import { metAt } from './met.ts';
import { DAY_MS } from './preview-body.ts';
import type { PreviewGate } from './preview-gate.ts';
import type { ShownMessage, ShownPreview, ShownStep, Standing } from './shown-preview.ts';
import type { Subject } from './subject.ts';
import type { Supposed } from './supposed.ts';
import type { Tried } from './tried-flow.ts';

type Told = Pick<ShownPreview, 'trail' | 'messages' | 'standing' | 'ending' | 'words'>;

/** A simulated loop in words. */
export class Narration {
  constructor(
    private readonly tried: Tried,
    private readonly subject: Subject,
    private readonly supposed: Supposed,
    private readonly gate: PreviewGate,
    private readonly flowWords: FlowWords,
    private readonly sentences: readonly FlowSentence[],
  ) {}

  of(played: Previewed | null): Told {
    if (!played) return { trail: [], messages: [], standing: null, ending: null, words: 'No loop starts.' };
    const messages = played.messages.map((one) => this.message(one));
    const standing = this.standing(played);
    const ending = this.ending(played);
    const trail = played.trail.map((entry) => this.step(entry, played.messages));
    return { trail, messages, standing, ending, words: this.summary(messages, standing, ending) };
  }

  private step(entry: Previewed['trail'][number], messages: readonly SimulatedMessage[]): ShownStep {
    const { step, kind, visit, exit, code = null } = entry;
    const about = entry.about ?? null;
    const at = messages.findIndex(({ id }) => id === about);
    return {
      ...{ step, kind, visit, exit, at: new Date(entry.at), day: this.day(entry.at), reasonCode: code, rule: this.rule(step) },
      words: trailWords({ kind, exit, code, about, step }, this.names(entry)),
      asks: metAt(entry, this.tried.plan.steps[step], this.supposed, (key) => this.flowWords.themes.get(key)?.name ?? key),
      message: at < 0 ? null : at,
    };
  }

  private message(message: SimulatedMessage): ShownMessage {
    const { call, result, look } = message;
    const judged = this.gate.judged.get(message.id);
    const template = this.gate.template(message);
    const content = judged?.content ?? null;
    const state = result ? (result.exit === 'sent' ? 'sent' : 'withheld') : look === 'wanted' ? 'held' : 'scheduled';
    const at = result ? message.at : message.notBefore;
    const { subject = null, text = null, html = null, locale = null } = content ?? {};
    return {
      ...{ step: call.step, visit: call.visit, template: template.name, title: template.title, channel: String(call.config['channel']) },
      ...{ to: judged?.to ?? null, state, at: new Date(at), day: this.day(at), subject, text, html, language: locale },
      reasonCode: result?.code ?? (state === 'held' ? 'waits-for-a-look' : null),
      reasons: this.reasons(message),
    };
  }

  private reasons({ id, result, look, call }: SimulatedMessage): string[] {
    const judged = this.gate.judged.get(id);
    const improvement = call.hand && this.supposed.at(call.hand.improvement, Infinity);
    const known = improvement ? { improvement: `“${improvement.title}”` } : {};
    const delays = (judged?.delays ?? []).map(({ code, until }) => words(code, { leaves: on(new Date(until)) ?? 'later' }));
    const code = result?.code ?? (!result && look === 'wanted' ? 'waits-for-a-look' : null);
    const why = code !== null && isReason(code) ? [words(code, known)] : [];
    const hole = judged?.detail ? [`What is missing: ${judged.detail.split(':')[1] ?? judged.detail}.`] : [];
    return [...delays, ...why, ...hole];
  }

  private standing({ standing, ending }: Previewed): Standing | null {
    if (!standing || ending) return null;
    const { step, until } = standing;
    const till =
      until === null ? 'for as long as it takes' : `until day ${String(this.day(until))}, ${on(new Date(until))?.slice(3) ?? ''}`;
    return {
      ...{ step, rule: this.rule(step), until: until === null ? null : new Date(until), day: until === null ? null : this.day(until) },
      words: `They wait here ${till}.`,
    };
  }

  private ending({ ending }: Previewed): ShownPreview['ending'] {
    if (!ending) return null;
    if (ending.end === 'closed') return { status: 'closed', closedAs: ending.as, reasonCode: null, words: CLOSED[ending.as] };
    const because = ending.end === 'ended' && ending.reason !== undefined ? { because: ending.reason } : {};
    return { status: 'ended', closedAs: null, reasonCode: ending.code, words: words(isReason(ending.code) ? ending.code : 'bug', because) };
  }

  private summary(messages: readonly ShownMessage[], standing: Standing | null, ending: ShownPreview['ending']): string {
    const sent = messages.filter(({ state, reasonCode }) => state === 'sent' && reasonCode !== 'already-told');
    const said =
      sent.length === 0 ? 'Nothing is sent.' : sent.map(({ title, day }) => `“${title}” leaves on day ${String(day)}.`).join(' ');
    return `${said} ${ending?.words ?? standing?.words ?? 'Somebody ended the loop.'}`;
  }

  private rule(step: string): string {
    const own = this.sentences.filter((one) => one.step === step && one.about === 'step');
    return own.map(({ parts }) => textOf(parts)).join(' ');
  }

  private names({ step, at }: TrailEntry): TrailNames {
    const config = this.tried.plan.steps[step]?.config;
    const setting = (name: string): string => String(config?.[name]);
    const owner = Who.safeParse(config?.['owner']);
    return {
      improvement: (id) => `“${this.supposed.at(id, at)?.title ?? id}”`,
      team: () => this.flowWords.teams.get(setting('team'))?.name ?? 'The team',
      owner: () => (owner.success ? whoIs(this.flowWords, owner.data) : 'Somebody'),
      system: () => this.flowWords.connections.get(setting('connection'))?.name ?? 'The other system',
    };
  }

  private day(at: number): number {
    return Math.floor((at - this.subject.opened.getTime()) / DAY_MS);
  }
}

const CLOSED = {
  told: 'The loop closes: they were told.',
  confirmed: 'The loop closes: they confirmed it.',
  'answered-by-a-person': 'The loop closes: a person answered them.',
} as const;
