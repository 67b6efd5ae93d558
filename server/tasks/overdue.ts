import type { QueryFilter } from 'mongoose';
import type { TaskDoc } from './task.schema.ts';

/** Open tasks whose time is over. */
export const overdue = (now: Date): QueryFilter<TaskDoc> => ({ state: 'open', dueAt: { $lt: now } });
