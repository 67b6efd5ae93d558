import { Controller, Delete, Get } from '@nestjs/common';
import { Door } from '../doors/door.ts';
import { DemoRemoving } from './demo-removing.ts';
import type { Removed } from './demo-removing.ts';
import { Home } from './home.ts';
import type { ShownHome } from './home.ts';

@Controller('api')
export class HomeController {
  constructor(
    private readonly home: Home,
    private readonly demo: DemoRemoving,
  ) {}

  @Get('home')
  @Door('viewer', 'What is to do, and every flow in a line.')
  read(): Promise<ShownHome> {
    return this.home.read();
  }

  @Delete('demo')
  @Door('admin', 'Removes the demo for good, and nothing else; one that was cut short is finished by asking again.')
  remove(): Promise<Removed> {
    return this.demo.remove();
  }
}
