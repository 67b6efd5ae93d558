import type { LoopRef, Ports } from '@loopwright/workflows/ports';
import { happen, worldOf } from '../../workflows/simulate/world.ts';
import type { Happening, Outset, World } from '../../workflows/simulate/world.ts';
import { worldPorts } from '../../workflows/simulate/world-ports.ts';

/** Many loops' simulated worlds behind one set of ports, so that a real worker walks in them. */
export class Worlds {
  readonly #clock: World['clock'];
  readonly #all = new Map<string, { world: World; ports: Ports }>();

  constructor(clock: World['clock']) {
    this.#clock = clock;
  }

  open(loop: string, outset: Outset, spoil: (ports: Ports) => Ports = (ports) => ports): World {
    const world = worldOf(outset, this.#clock);
    this.#all.set(loop, { world, ports: spoil(worldPorts(world)) });
    return world;
  }

  of(loop: string): World {
    return this.#of(loop).world;
  }

  happen(loop: string, what: Happening): void {
    happen(this.of(loop), what);
  }

  readonly ports: Ports = {
    loops: {
      standing: (carried) => this.#ports(carried).loops.standing(carried),
      facts: (ref) => this.#ports(ref).loops.facts(ref),
      finish: (call) => this.#ports(call).loops.finish(call),
    },
    waits: {
      park: (call) => this.#ports(call).waits.park(call),
      settle: (call) => this.#ports(call).waits.settle(call),
    },
    splits: { draw: (call) => this.#ports(call).splits.draw(call) },
    messages: { tell: (call) => this.#ports(call).messages.tell(call) },
    webhooks: { call: (call) => this.#ports(call).webhooks.call(call) },
    notices: { tell: (call) => this.#ports(call).notices.tell(call) },
    approvals: { ask: (call) => this.#ports(call).approvals.ask(call) },
    replies: { await: (call) => this.#ports(call).replies.await(call), ask: (call) => this.#ports(call).replies.ask(call) },
    notes: { set: (call) => this.#ports(call).notes.set(call) },
    tasks: { give: (call) => this.#ports(call).tasks.give(call) },
  };

  #of(loop: string): { world: World; ports: Ports } {
    const found = this.#all.get(loop);
    if (!found) throw new Error(`no loop ${loop}`);
    return found;
  }

  #ports(ref: LoopRef): Ports {
    return this.#of(ref.loop).ports;
  }
}
