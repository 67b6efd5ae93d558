import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import { flowLines } from '../flows/flow-lines.ts';
import type { FlowLine } from '../flows/flow-lines.ts';
import { WaitingPeople } from './waiting-people.ts';
import { Worklist } from './worklist.ts';
import type { Work } from './worklist.ts';

/** What the first screen shows. `demo`: something invented is here; `kept`: mail stays here, for want of a mail server. */
export interface ShownHome {
  demo: boolean;
  kept: boolean;
  work: Work[];
  flows: FlowLine[];
}

@Injectable()
export class Home {
  private readonly worklist: Worklist;

  constructor(private readonly world: World) {
    this.worklist = new Worklist(world.db, new WaitingPeople(world.db), () => world.clock.now());
  }

  async read(): Promise<ShownHome> {
    const { db, clock, config } = this.world;
    const [demo, work, flows] = await Promise.all([this.hasDemo(), this.worklist.all(), flowLines(db, clock.now())]);
    return { demo, kept: config.smtp === null, work, flows };
  }

  /** Whatever is invented came with one of these, of which there are few. */
  private async hasDemo(): Promise<boolean> {
    const { flows, themes, improvements, sources } = this.world.db;
    const found = await Promise.all([flows, themes, improvements, sources].map((model) => model.collection.findOne({ demo: true })));
    return found.some((doc) => doc !== null);
  }
}
