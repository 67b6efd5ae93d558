import type { Step } from '@loopwright/workflows/contract';

/** Steps as they are written by hand in tests: the kind is the id unless another is given. */
export const step = (kind: string, config: Step['config'], exits?: Step['exits'], id = kind): Step => ({
  id,
  kind,
  config,
  ...(exits ? { exits } : {}),
});
export const send = (template: string, exits?: Step['exits'], id = 'send'): Step =>
  step('send-message', { template, channel: 'email' }, exits, id);
export const close = (id = 'close'): Step => step('close-loop', {}, undefined, id);
export const stop = (id = 'stop'): Step => step('stop', { reason: 'nothing changed in time' }, undefined, id);
export const waitFor = (exits: Step['exits'], config: Step['config'] = {}, id = 'wait'): Step =>
  step('wait-for-improvement', config, exits, id);

/** A message that claims nothing, and the loop closed. */
export const said = (id: string): Step[] => [send('have-not-managed', undefined, `${id}-say`), close(`${id}-close`)];

/** A wait that answers on every path, but for the paths given. */
export const whole = (exits: Step['exits'] = {}, config?: Step['config'], id = 'wait'): Step =>
  waitFor({ verified: said(`${id}-v`), declined: said(`${id}-d`), 'timed-out': said(`${id}-t`), ...exits }, config, id);
