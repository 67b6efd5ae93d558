import { act, deed, untold } from '../act.ts';
import type { Act, Untold } from '../act.ts';
import { connection, customer, feedback, flow, houseRules, improvement, loop, message, source, team, template, theme } from './subjects.ts';

/** Said of somebody who vouches for what they did themselves; only administrators may. */
const ownWork = (by: string, doc: { createdBy?: string | null; shippedBy?: string | null } | null): string =>
  doc?.shippedBy === by ? ', which they shipped themselves' : doc?.createdBy === by ? ', which they recorded themselves' : '';

/**
 * A draft saves itself after every few words, so that an entry each would bury all others: who saved when stands with the drafts, and
 * publishing is told. Only the restore of a version, which is one deed, is told by itself.
 */
const savedOrRestored = ({ it, body }: { it: string; body: unknown }): string | null => {
  const { restores } = body as { restores?: number };
  return restores === undefined ? null : `made version ${String(restores)} the draft of ${it} again`;
};

const messages = (count: number): string => (count === 1 ? 'a message' : `${String(count)} messages`);

const outcome = (answer: unknown): string => ((answer as { works: boolean }).works ? 'it was taken' : 'it did not work');

const given = (body: unknown): string => {
  const names = Object.keys(body as object);
  return names.length === 0 ? 'nothing' : names.join(', ');
};

/** What the audit says of each changing route that does not carry its own `@Audit`, by operation id. */
export const acts: Readonly<Record<string, Act | Untold>> = {
  'Improvements.create': act(improvement, 'recorded {it}'),
  'Improvements.patch': act(improvement, 'changed {it}'),
  'Improvements.ship': act(improvement, 'said that {it} shipped'),
  'Improvements.verify': act(improvement, ({ it, before, by }) => `verified ${it}${ownWork(by.id, before)}`),
  'Improvements.decline': act(improvement, 'decided against {it}'),
  'Improvements.retract': act(improvement, 'took {it} back'),
  'Audience.tentative': untold('it changes nothing'),
  'Release.pause': act(improvement, 'paused the telling of {it}'),
  'Release.resume': act(improvement, 'went on with the telling of {it}'),

  'Flows.create': act(flow, 'made {it}'),
  'Flows.save': act(flow, savedOrRestored),
  'Flows.publish': act(flow, 'published {it}'),
  'Flows.pause': act(flow, 'paused {it}'),
  'Flows.resume': act(flow, 'resumed {it}'),
  'Hands.hold': untold('it changes nothing but who looks on'),
  'Hands.leave': untold('it changes nothing but who looks on'),
  'Drawing.matching': untold('it changes nothing'),
  'Drawing.concerning': untold('it changes nothing'),

  'Templates.save': act(template, 'saved new words of {it}'),
  'Templates.render': untold('it changes nothing'),
  'Themes.make': act(theme, 'made {it}'),
  'Themes.change': act(theme, 'changed {it}'),
  'Themes.remove': act(theme, 'deleted {it}'),
  'Themes.samples': untold('it changes nothing'),
  'Sources.change': act(source, 'changed {it}'),
  'Connections.putConnection': act(connection, ({ it, before }) => `${before ? 'changed' : 'made'} ${it}`),
  'Connections.tryConnection': act(connection, ({ it, answer }) => `sent a test to ${it}: ${outcome(answer)}`),
  'Connections.tryTeam': act(team, ({ it, answer }) => `sent a test to ${it}: ${outcome(answer)}`),
  'Connections.putTeam': act(team, ({ it, before }) => `${before ? 'changed' : 'made'} ${it}`),
  'HouseRules.change': act(houseRules, 'changed {it}', () => 'house'),

  'Messages.approveMany': deed(({ answer }) => `approved ${messages((answer as { approved: number }).approved)}`),
  'Messages.approve': act(message, 'approved {it}'),
  'Messages.edit': act(message, 'put {it} in other words, which stand beside the first with the message'),
  'Messages.stop': act(message, 'stopped {it}'),
  'Messages.stopMany': deed(({ answer }) => `stopped ${messages((answer as { stopped: number }).stopped)}`),
  'Messages.settle': act(message, 'said what became of {it}'),
  'Messages.unstop': deed(({ answer }) => `took back that ${messages((answer as { back: number }).back)} were stopped`),
  'Loops.stop': act(loop, 'ended {it}'),
  'Loops.answered': act(loop, 'closed {it}, since a person had answered'),

  'Feedback.take': untold('each feedback is a row with its source, time and customer'),
  'Feedback.tag': act(feedback, 'said what {it} is about'),
  'Feedback.retry': act(feedback, 'sent {it} on its way again'),

  'Customers.change': act(customer, ({ it, body }) => `changed what is known of ${it}: ${given(body)}`),
  'Customers.erase': act(customer, 'erased {it}'),
  'Customers.merge': act(customer, 'said that {it} and another are one person'),
  'Customers.part': act(customer, 'parted {it} from another again'),

  'Home.remove': deed('removed the demo for good'),
  'Stop.stop': untold('a customer stopped their own mail, which the suppression tells'),
};
