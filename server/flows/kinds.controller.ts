import { Controller, Get } from '@nestjs/common';
import { allKinds } from '@loopwright/workflows/contract';
import { jsonSchemaOf } from '../app/openapi.ts';
import { Door } from '../doors/door.ts';

@Controller('api/kinds')
export class KindsController {
  @Get()
  @Door('viewer', 'Every step kind: title, group, exits, and the JSON Schema of its settings.')
  list() {
    return { items: allKinds().map(shownKind), next: null };
  }
}

const shownKind = (kind: ReturnType<typeof allKinds>[number]) => ({
  kind: kind.kind,
  version: kind.version,
  title: kind.title,
  group: kind.group,
  ends: kind.ends,
  exits: kind.exits({}).map(({ name, title, puts }) => ({ name, title: title ?? name, ...(puts ? { inHand: puts } : {}) })),
  config: jsonSchemaOf(kind.config),
  examples: kind.examples,
});
