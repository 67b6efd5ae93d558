import type { Step } from '@loopwright/workflows/contract';

/** What was copied or cut last, for any flow opened in this tab. */
class Clip {
  held = $state.raw<{ step: Step; cut: boolean } | null>(null);
}

export const clip = new Clip();
