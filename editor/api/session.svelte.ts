import { http, onClosed } from './http.ts';
import { tabKey } from './key.ts';
import { Refused, wordsOf } from './refused.ts';
import type { Me } from './shapes.ts';
import { signedInHere } from './signed-in-here.ts';

const LADDER = ['viewer', 'agent', 'designer', 'approver', 'maker', 'admin'] as const;
export type Rank = (typeof LADDER)[number];

/** Who sits before the pages. */
class Session {
  state = $state<'asking' | 'out' | 'in' | 'not-reached'>('asking');
  me = $state.raw<Me | null>(null);
  /** Why somebody who was in is out. */
  words = $state('');

  constructor() {
    onClosed(() => {
      if (this.state !== 'in') return;
      tabKey.forget();
      signedInHere.forget();
      this.words = 'You were signed out. Sign in again to go on where you were.';
      this.me = null;
      this.state = 'out';
    });
  }

  /** Who has signed in nowhere here is not asked for. */
  async ask(): Promise<void> {
    if (tabKey.read() === null && !signedInHere.maybe()) {
      this.state = 'out';
      return;
    }
    try {
      this.enter(await http.get<Me>('/api/me'));
    } catch (error) {
      this.me = null;
      const unknown = error instanceof Refused && error.status === 401;
      if (unknown) {
        tabKey.forget();
        signedInHere.forget();
      }
      this.words = unknown ? '' : wordsOf(error);
      this.state = unknown ? 'out' : 'not-reached';
    }
  }

  enter(me: Me): void {
    this.me = me;
    this.words = '';
    this.state = 'in';
    if (me.via === 'session') signedInHere.remember();
  }

  async leave(everywhere = false): Promise<void> {
    if (this.me?.via === 'session') await http.delete(everywhere ? '/api/me/sessions' : '/api/me/session');
    tabKey.forget();
    signedInHere.forget();
    this.me = null;
    this.words = everywhere ? 'You are signed out everywhere.' : 'You are signed out.';
    this.state = 'out';
  }

  /** Whether this person may do what takes at least that role. */
  may(least: Rank): boolean {
    const role = this.me?.role;
    return role !== undefined && role !== 'source' && LADDER.indexOf(role) >= LADDER.indexOf(least);
  }
}

export const session = new Session();
