import { Doing } from '../api/doing.svelte.ts';
import { http } from '../api/http.ts';
import { toasts } from '../shell/toasts.svelte.ts';
import { of } from '../words/counts.ts';

/** What stopping several came to, and what to name to take it back. */
export interface Stopped {
  stopped: number;
  already: number;
  undo: { stop: string; until: string };
}

/** Takes back that messages were stopped, and says whether that was in time. */
export async function takeBack(which: { ids: string[] } | { stop: string }): Promise<void> {
  const doing = new Doing();
  let answer = { back: 0 };
  const done = await doing.run(async () => {
    answer = await http.post('/api/messages/unstop', which);
  }, ['messages', 'home', 'release', 'customers']);
  if (done)
    toasts.say(answer.back === 1 ? 'Put back: it leaves as planned.' : `Put back ${of(answer.back, 'message')}: they leave as planned.`);
  else toasts.say(doing.refused, { bad: true });
}
