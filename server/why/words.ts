import type { ReasonCode } from './codes.ts';
import type { Known } from './known.ts';

type Sentence = (known: Known) => string;

const it = ({ improvement }: Known): string => improvement ?? 'the improvement';
const It = ({ improvement }: Known): string => improvement ?? 'The improvement';
const spaced = (words: string | undefined): string => (words ? ` ${words}` : '');

/** One sentence for each reason, with the fact and the rule. A reason without words does not compile. */
const SENTENCES: Readonly<Record<ReasonCode, Sentence>> = {
  told: (k) => `They were told of ${it(k)}${spaced(k.told)}.`,
  'will-be-told': (k) =>
    `They wait for ${it(k)} and it is true for them; their message leaves${k.leaves ? ` ${k.leaves}` : ' when it is verified and told'}.`,
  'told-through-another-flow': (k) => `They are told of ${it(k)} through another flow; nobody is told of one improvement twice.`,
  'answered-otherwise': (k) => `What they said was answered before ${it(k)} reached them, and their loop is closed.`,
  'release-paused': (k) => `Telling of ${it(k)} is paused; it is true for them, and they are told once somebody goes on with it.`,
  'decided-against': (k) => `It was decided against ${it(k)}${k.decision ? `: ${k.decision}` : ''}. They were told so${spaced(k.told)}.`,
  'history-only': (k) =>
    `What they said about ${k.about ?? 'it'}${k.spoke ? ` ${k.spoke}` : ''} was taken in as history; history starts no loop unless that was asked for.`,
  'no-flow-took-it': (k) =>
    `They spoke about ${k.about ?? 'it'}${k.spoke ? ` ${k.spoke}` : ''}, and no flow let that in, so nothing waits for them.`,
  'too-old': (k) =>
    `They spoke about ${k.about ?? 'it'}${spaced(k.spoke)}, longer ago than the flow lets anybody in, so nothing waits for them.`,
  'not-tagged-yet': () => 'What they said has no confirmed theme yet; only a confirmed theme lets a customer into a flow.',
  'said-nothing-of-it': (k) => `They said nothing about ${k.about ?? 'what it changes'}; only those who spoke of it are told.`,
  'told-wrongly-and-taken-back': (k) =>
    `They were told of ${it(k)}${spaced(k.told)}, and it was taken back since${k.because ? `: ${k.because}` : ''}.`,
  'not-shipped': (k) => `${It(k)} has not shipped yet; only what shipped and is verified is told.`,
  'not-verified': (k) => `${It(k)} shipped${spaced(k.shipped)} and nobody has verified it; only what is verified is told.`,
  declined: (k) => `It was decided against ${it(k)}${k.decision ? `: ${k.decision}` : ''}; there is no change to tell of.`,
  retracted: (k) => `${It(k)} was taken back${k.because ? `: ${k.because}` : ''}; what does not hold is told to nobody.`,
  expired: (k) => `${It(k)} held until${k.until ? k.until.replace(/^on/, '') : ' its end'} and is over; it is told to nobody any more.`,
  'other-theme': (k) => `${It(k)} is about ${k.about ?? 'another theme'}; what they said is about something else.`,
  'spoke-after-it-shipped': (k) =>
    `They spoke${spaced(k.spoke)}, after it shipped${spaced(k.shipped)}: that says it is still not fixed, and only those who spoke before are told.`,
  'out-of-scope': (k) => `${It(k)} holds only for customers ${k.scope ?? 'in its scope'}; ${k.theirs ?? 'this is not so for them'}.`,
  'no-address': () => 'There is no address to write to in this channel; a message needs one.',
  'no-consent': () => 'They do not want messages in this channel; what they said no to is never sent.',
  suppressed: () => 'Their address stopped all messages; nothing is ever sent to it.',
  erased: () => 'They were erased; nothing about them is kept, and nothing is sent.',
  'already-told': (k) => `They were told of ${it(k)} in another message; nobody is told of one improvement twice.`,
  'comparison-group': (k) => `They are in the comparison group and are not told of ${it(k)} on purpose, to measure what telling does.`,
  'no-longer-covered': (k) => `${It(k)} was not true for them any more as the message was about to leave; only what holds is told.`,
  stale: () => 'The message could not leave in the time its step tries for; what is late is not sent.',
  'improvement-retracted': (k) => `${It(k)} was taken back before the message left; what does not hold is told to nobody.`,
  'stopped-by-a-person': () => 'A person stopped it.',
  unsubscribed: () => 'They stopped our messages before it left; nothing is sent after that.',
  'loop-over': () => 'Their loop ended before the message left; a message needs an open loop.',
  'cannot-render': () => 'The message could not be written without a hole in it; such a message is not sent.',
  'refused-by-server': () => 'The mail server or the other system refused it for good.',
  'gave-up-trying': () => 'The mail server or the other system did not take it in the time its step tries for.',
  'not-mailable': () => 'They are invented customers of the demo; mail to them never leaves.',
  'outcome-unknown': (k) =>
    `It was handed over${spaced(k.told)}, and whether it arrived is not known; it is not sent again unless a person says so.`,
  'quiet-hours': (k) =>
    `It is outside the hours in which messages leave in their time; it leaves${spaced(k.leaves) || ' when they begin'}.`,
  cap: (k) => `They have had as many messages as the house rules allow; it leaves${spaced(k.leaves) || ' when the next is due'}.`,
  'send-delay': (k) => `Messages wait a little so that they can still be stopped; it leaves${spaced(k.leaves) || ' soon'}.`,
  paused: () => 'The flow is paused; it goes on when somebody resumes it.',
  'kill-switch': () => 'All sending is switched off in the house rules; nothing leaves until it is on again.',
  'waits-for-a-look': () => 'It waits for somebody to look at it and approve it.',
  'provider-busy': (k) => `The mail server or the other system asked to try again later; it is tried${spaced(k.leaves) || ' again'}.`,
  'nothing-more': () => 'Their loop came to the end of its flow, and there was nothing more to do.',
  'not-told': () => 'Their loop ended without an answer that could be sent.',
  'stop-step': (k) => `Their loop ended unanswered, because ${k.because ?? 'the flow says so'}.`,
  compared: (k) => `They are in the comparison group and are not told of ${it(k)} on purpose; their loop ended.`,
  'flow-stopped': () => 'Their loop ended when its flow was published anew and those part-way were stopped.',
  'tags-removed': () => 'The theme that let them in was taken off what they said, so their loop ended.',
  merged: () => 'They are the same person as another customer, whose loop goes on.',
  bug: () => 'Their loop stands still because of a fault on our side; it is kept and can go on.',
};

/** Why, in one sentence. */
export const words = (code: ReasonCode, known: Known = {}): string => SENTENCES[code](known);
