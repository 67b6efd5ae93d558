import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import type { Role } from '../doors/roles.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import { People } from './people.ts';

/** Who is asking, as they themselves see it. */
export interface Me {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  demo: boolean;
  passwordSet: boolean;
  via: Caller['via'];
  /** As the house rules name it. */
  company: string | null;
}

@Injectable()
export class Selves {
  constructor(
    private readonly world: World,
    private readonly people: People,
  ) {}

  async of({ id, name, role, demo, via }: Caller): Promise<Me> {
    const [{ sender }, person] = await Promise.all([houseRules(this.world.db), via === 'session' ? this.people.find(id) : null]);
    return {
      id,
      name: person?.name ?? name,
      email: person?.email ?? null,
      role,
      demo,
      passwordSet: person?.passwordHash != null,
      via,
      company: sender?.company ?? null,
    };
  }
}
