import { createRouter } from 'sv-router';

let arrived: () => void = () => undefined;
/** Somebody to be told when another page is there. */
export function onArrival(tell: () => void): void {
  arrived = tell;
}

/** Every page by its address; each is loaded when it is first opened. */
export const { p, navigate, route, preload } = createRouter({
  '/': () => import('./pages/home.svelte'),
  '/improvements': () => import('./pages/improvements.svelte'),
  '/improvements/:id': () => import('./pages/improvement.svelte'),
  '/customers': () => import('./pages/customers.svelte'),
  '/customers/:id': () => import('./pages/customer.svelte'),
  '/approvals': () => import('./pages/approvals.svelte'),
  '/outbox': () => import('./pages/outbox.svelte'),
  '/outbox/:id': () => import('./pages/message.svelte'),
  '/flows': () => import('./pages/flows.svelte'),
  '/flows/:id': () => {
    // The page shows what is stored until the editor is there; both are on their way at once.
    void import('./flow/editor.svelte');
    return import('./pages/flow.svelte');
  },
  '/loops': () => import('./pages/loops.svelte'),
  '/loops/:id': () => import('./pages/loop.svelte'),
  '/feedback': () => import('./pages/feedback.svelte'),
  '/feedback/import': () => import('./pages/import.svelte'),
  '/themes': () => import('./pages/themes.svelte'),
  '/themes/:key': () => import('./pages/theme.svelte'),
  '/templates': () => import('./pages/templates.svelte'),
  '/templates/:name': () => import('./pages/template.svelte'),
  '/tasks': () => import('./pages/tasks.svelte'),
  '/connections': () => import('./pages/connections.svelte'),
  '/sources': () => import('./pages/sources.svelte'),
  '/house-rules': () => import('./pages/house-rules.svelte'),
  '/people': () => import('./pages/people.svelte'),
  '/audit': () => import('./pages/audit.svelte'),
  '/me': () => import('./pages/me.svelte'),
  hooks: { afterLoad: () => arrived() },
  '*notfound': () => import('./pages/not-found.svelte'),
});
