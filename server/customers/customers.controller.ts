import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { Attributes, Consent, CustomerInFeedback } from '@loopwright/workflows/contract';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { Customers } from './customers.ts';
import { Erasing } from './erase.ts';
import type { Erased } from './erase.ts';
import { Exporting } from './export.ts';
import type { Exported } from './export.ts';
import { Merging } from './merge.ts';
import { Merges } from './merges.ts';
import type { ShownMerge } from './merges.ts';
import { Parting } from './part.ts';
import type { Parted } from './part.ts';
import type { ShownCustomer } from './shown-customer.ts';

const said = CustomerInFeedback.shape;
const Id = z.string().min(1).max(60);
const ListCustomers = listQuery({
  externalId: z.string().max(200).optional(),
  email: z.string().max(254).optional(),
  name: z.string().min(1).max(200).optional(),
});
const CustomerPatch = z.strictObject({
  name: said.name.unwrap().nullable().optional(),
  email: said.email.unwrap().nullable().optional(),
  locale: said.locale.unwrap().nullable().optional(),
  timeZone: said.timeZone.unwrap().nullable().optional(),
  attributes: Attributes.optional(),
  consent: Consent.optional(),
});
const MergeBody = z.strictObject({ other: Id, proof: z.string().trim().min(1).max(1000) });
const OfMerges = listQuery({});
const PartBody = z.strictObject({ other: Id });

@Controller('api/customers')
export class CustomersController {
  constructor(
    private readonly customers: Customers,
    private readonly erasing: Erasing,
    private readonly merging: Merging,
    private readonly merges: Merges,
    private readonly parting: Parting,
    private readonly exporting: Exporting,
  ) {}

  @Get()
  @Door('viewer', 'Lists customers, newest first; found by number, address or the beginning of a name.')
  list(@Query({ schema: ListCustomers }) query: z.output<typeof ListCustomers>): Promise<PageOf<ShownCustomer>> {
    return this.customers.list(query);
  }

  @Get(':id')
  @Door('viewer', 'Reads what is known of one customer.')
  read(@Param('id') id: string): Promise<ShownCustomer> {
    return this.customers.read(id);
  }

  @Get(':id/export')
  @Door('admin', 'Everything kept about one customer, as a file of JSON.')
  async export(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Exported> {
    const exported = await this.exporting.of(id);
    void reply.header('content-disposition', `attachment; filename="customer-${exported.id}.json"`);
    return exported;
  }

  @Patch(':id')
  @Door('agent', 'Changes what is known of a customer; null takes a fact away.')
  change(@Param('id') id: string, @Body({ schema: CustomerPatch }) patch: z.output<typeof CustomerPatch>): Promise<ShownCustomer> {
    return this.customers.change(id, patch);
  }

  @Delete(':id')
  @Door('admin', 'Erases a customer: ends their loops, stops their messages, blanks what they said and who they were.')
  erase(@Param('id') id: string): Promise<Erased> {
    return this.erasing.erase(id);
  }

  @Post(':id/merge')
  @HttpCode(200)
  @Door('agent', 'Says that another customer is the same person, and why.')
  merge(@Param('id') id: string, @Body({ schema: MergeBody }) body: z.output<typeof MergeBody>, @By() by: Caller): Promise<ShownCustomer> {
    return this.merging.merge(id, body, by.name);
  }

  @Get(':id/merges')
  @Door('viewer', 'Who else this customer is, on whose word and by what proof; each can be parted again.')
  mergesOf(@Param('id') id: string, @Query({ schema: OfMerges }) query: z.output<typeof OfMerges>): Promise<PageOf<ShownMerge>> {
    return this.merges.of(id, query);
  }

  @Post(':id/part')
  @HttpCode(200)
  @Door('agent', 'Takes a merge back, and says how much went back with it.')
  part(@Param('id') id: string, @Body({ schema: PartBody }) body: z.output<typeof PartBody>): Promise<Parted> {
    return this.parting.part(id, body.other);
  }
}
