import type { PastPerson, Replay } from './backtest-shape.ts';
import type { Timeline } from './backtest-changes.ts';
import { nextSlot } from './house.ts';
import type { SimulatedMessage } from './world.ts';
import type { Leaving, SendGate } from './world.ts';

/** The send gate for one customer, over all their loops: what one of them was sent, the others know of. */
export class PastGate implements SendGate {
  private readonly written: number[];
  private readonly told: Map<string, number>;

  constructor(
    private readonly replay: Replay,
    private readonly timeline: Timeline,
    private readonly person: PastPerson,
  ) {
    this.written = person.messages.map(({ at }) => at);
    this.told = new Map(
      person.messages.flatMap(({ at, told }) => (told ? [[this.key(told.improvement, told.purpose, at), at] as const] : [])),
    );
  }

  refuses({ call }: SimulatedMessage): string | null {
    return this.person.refused[String(call.config['channel'])] ?? null;
  }

  judge({ call }: SimulatedMessage, now: number): Leaving {
    const { house, purposes } = this.replay;
    const purpose = purposes[String(call.config['template'])] ?? null;
    const keptUntil = purpose === 'tell' ? this.replay.keptUntil(this.person.arm) : null;
    if (call.hand && keptUntil !== null && now <= keptUntil) return { exit: 'withheld', code: 'comparison-group' };
    const open = house.nextOpen(this.person.customer.timeZone ?? house.zone, now);
    if (open > now) return { later: open, code: 'quiet-hours' };
    const free = nextSlot(house.cap, this.written, now);
    if (free !== null && free > now) return { later: free, code: 'cap' };
    const key = call.hand && purpose ? this.key(call.hand.improvement, purpose, now) : null;
    if (key !== null && (this.told.get(key) ?? Infinity) <= now) return { exit: 'sent', code: 'already-told' };
    this.written.push(now);
    if (key !== null) this.told.set(key, now);
    return { exit: 'sent' };
  }

  private key(improvement: string, purpose: string, at: number): string {
    return `${improvement}#${String(this.timeline.epochOf(improvement, at))}#${purpose}`;
  }
}
