import type { Connection } from 'mongoose';
import { replySchema } from '../answers/reply.schema.ts';
import { callSchema } from '../channels/call.schema.ts';
import { connectionSchema } from '../channels/connection.schema.ts';
import { noticeSchema } from '../channels/notice.schema.ts';
import { teamSchema } from '../channels/team.schema.ts';
import { onceSchema } from '../app/idempotency.schema.ts';
import { auditSchema } from '../audit/audit.schema.ts';
import { customerSchema } from '../customers/customer.schema.ts';
import { mergeSchema } from '../customers/merge.schema.ts';
import { keySchema } from '../doors/key.schema.ts';
import { LIMITS, limitSchema } from '../doors/limit.schema.ts';
import { feedbackSchema } from '../feedback/feedback.schema.ts';
import { importSchema, refusedRowSchema } from '../feedback/importing/import.schema.ts';
import { draftSchema } from '../flows/draft.schema.ts';
import { handSchema } from '../flows/hand.schema.ts';
import { flowSchema, planSchema, versionSchema } from '../flows/flow.schema.ts';
import { beatSchema } from '../health/beat.schema.ts';
import { houseRulesSchema } from '../house-rules/house-rules.schema.ts';
import { improvementSchema } from '../improvements/improvement.schema.ts';
import { entrySchema, loopSchema, trailSchema } from '../loops/loop.schema.ts';
import { linkSchema } from '../people/link.schema.ts';
import { personSchema } from '../people/person.schema.ts';
import { sessionSchema } from '../people/session.schema.ts';
import { sourceSchema } from '../sources/source.schema.ts';
import { capSchema, comparedSchema, messageSchema, suppressionSchema, tellSchema, textSchema } from '../telling/message.schema.ts';
import { taskSchema } from '../tasks/task.schema.ts';
import { reminderSchema } from '../reminding/reminder.schema.ts';
import { markerSchema } from './marker.schema.ts';
import { templateSchema } from '../templates/template.schema.ts';
import { backtestPeopleSchema, backtestSchema } from '../trying/backtest.schema.ts';
import { casesSchema } from '../trying/case.schema.ts';
import { themeSchema } from '../themes/theme.schema.ts';
import { recheckSchema, waitSchema } from '../waiting/wait.schema.ts';

/** Every collection, by its name. */
export function modelsOf(connection: Connection) {
  return {
    customers: connection.model('Customer', customerSchema, 'customers'),
    feedback: connection.model('Feedback', feedbackSchema, 'feedback'),
    imports: connection.model('Import', importSchema, 'imports'),
    refusedRows: connection.model('RefusedRow', refusedRowSchema, 'refused-rows'),
    improvements: connection.model('Improvement', improvementSchema, 'improvements'),
    flows: connection.model('Flow', flowSchema, 'flows'),
    versions: connection.model('Version', versionSchema, 'versions'),
    drafts: connection.model('Draft', draftSchema, 'drafts'),
    hands: connection.model('Hand', handSchema, 'hands'),
    plans: connection.model('Plan', planSchema, 'plans'),
    templates: connection.model('Template', templateSchema, 'templates'),
    cases: connection.model('Cases', casesSchema, 'cases'),
    backtests: connection.model('Backtest', backtestSchema, 'backtests'),
    backtestPeople: connection.model('BacktestPeople', backtestPeopleSchema, 'backtest-people'),
    loops: connection.model('Loop', loopSchema, 'loops'),
    entries: connection.model('Entry', entrySchema, 'entries'),
    trail: connection.model('Trail', trailSchema, 'trail'),
    waits: connection.model('Wait', waitSchema, 'waits'),
    rechecks: connection.model('Recheck', recheckSchema, 'rechecks'),
    messages: connection.model('Message', messageSchema, 'messages'),
    texts: connection.model('Text', textSchema, 'texts'),
    tells: connection.model('Tell', tellSchema, 'tells'),
    caps: connection.model('Cap', capSchema, 'caps'),
    suppressions: connection.model('Suppression', suppressionSchema, 'suppressions'),
    compared: connection.model('Compared', comparedSchema, 'compared'),
    connections: connection.model('Connection', connectionSchema, 'connections'),
    calls: connection.model('Call', callSchema, 'calls'),
    teams: connection.model('Team', teamSchema, 'teams'),
    replies: connection.model('Reply', replySchema, 'replies'),
    tasks: connection.model('Task', taskSchema, 'tasks'),
    reminders: connection.model('Reminder', reminderSchema, 'reminders'),
    notices: connection.model('Notice', noticeSchema, 'notices'),
    houseRules: connection.model('HouseRules', houseRulesSchema, 'house-rules'),
    themes: connection.model('Theme', themeSchema, 'themes'),
    sources: connection.model('Source', sourceSchema, 'sources'),
    merges: connection.model('Merge', mergeSchema, 'merges'),
    keys: connection.model('Key', keySchema, 'keys'),
    people: connection.model('Person', personSchema, 'people'),
    sessions: connection.model('Session', sessionSchema, 'sessions'),
    links: connection.model('Link', linkSchema, 'links'),
    limits: connection.model('Limit', limitSchema, LIMITS),
    audit: connection.model('Audit', auditSchema, 'audit'),
    once: connection.model('Once', onceSchema, 'once'),
    beats: connection.model('Beat', beatSchema, 'beats'),
    markers: connection.model('Marker', markerSchema, 'markers'),
  };
}

export type Models = ReturnType<typeof modelsOf>;

/** Creates missing collections and indexes; safe to run again and by several processes at once. */
export async function prepareStorage(models: Models): Promise<void> {
  for (const model of Object.values(models)) await model.createCollection();
  for (const model of Object.values(models)) await model.createIndexes();
  for (const model of Object.values(models)) await dropObsolete(model);
}

/** Indexes of an earlier edition, only once those of this one are there; somebody else may be dropping them too. */
async function dropObsolete(model: { cleanIndexes(): Promise<unknown> }): Promise<void> {
  try {
    await model.cleanIndexes();
  } catch (error) {
    if (!(error instanceof Error && 'codeName' in error && error.codeName === 'IndexNotFound')) throw error;
  }
}
