import type { Component } from 'svelte';
import BookOpenCheck from '@lucide/svelte/icons/book-open-check';
import House from '@lucide/svelte/icons/house';
import FileText from '@lucide/svelte/icons/file-text';
import Inbox from '@lucide/svelte/icons/inbox';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListTodo from '@lucide/svelte/icons/list-todo';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import Plug from '@lucide/svelte/icons/plug';
import Repeat from '@lucide/svelte/icons/repeat';
import Send from '@lucide/svelte/icons/send';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Scale from '@lucide/svelte/icons/scale';
import Rss from '@lucide/svelte/icons/rss';
import Tags from '@lucide/svelte/icons/tags';
import UserCog from '@lucide/svelte/icons/user-cog';
import Users from '@lucide/svelte/icons/users';
import type { Rank } from '../api/session.svelte.ts';
import { p } from '../routes.ts';

export interface Place {
  name: string;
  to: string;
  icon: Component;
  /** Pressed after G. */
  key: string;
  /** Who has any business there. */
  least: Rank;
}

/** Where one can go, in the order of a day. */
export const PLACES: readonly Place[] = [
  { name: 'Home', to: p('/'), icon: House, key: 'h', least: 'viewer' },
  { name: 'Improvements', to: p('/improvements'), icon: Sparkles, key: 'i', least: 'viewer' },
  { name: 'Flows', to: p('/flows'), icon: Repeat, key: 'f', least: 'viewer' },
  { name: 'Approvals', to: p('/approvals'), icon: ListChecks, key: 'y', least: 'viewer' },
  { name: 'Outbox', to: p('/outbox'), icon: Send, key: 'o', least: 'viewer' },
  { name: 'Customers', to: p('/customers'), icon: Users, key: 'c', least: 'viewer' },
  { name: 'Feedback', to: p('/feedback'), icon: MessageSquareText, key: 'b', least: 'viewer' },
  { name: 'Loops', to: p('/loops'), icon: Inbox, key: 'l', least: 'viewer' },
  { name: 'Tasks', to: p('/tasks'), icon: ListTodo, key: 'k', least: 'agent' },
  { name: 'Themes', to: p('/themes'), icon: Tags, key: 't', least: 'viewer' },
  { name: 'Templates', to: p('/templates'), icon: FileText, key: 'm', least: 'viewer' },
  { name: 'Sources', to: p('/sources'), icon: Rss, key: 's', least: 'viewer' },
  { name: 'Connections', to: p('/connections'), icon: Plug, key: 'n', least: 'designer' },
  { name: 'House rules', to: p('/house-rules'), icon: Scale, key: 'r', least: 'viewer' },
  { name: 'People and keys', to: p('/people'), icon: UserCog, key: 'p', least: 'admin' },
  { name: 'Audit', to: p('/audit'), icon: BookOpenCheck, key: 'a', least: 'admin' },
];

/** Whether an address lies at or under a place. */
export const isAt = (place: string, pathname: string): boolean =>
  place === '/' ? pathname === '/' : pathname === place || pathname.startsWith(`${place}/`);
