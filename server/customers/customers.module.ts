import { Module } from '@nestjs/common';
import { CustomersController } from './customers.controller.ts';
import { Customers } from './customers.ts';
import { Erasing } from './erase.ts';
import { Exporting } from './export.ts';
import { Merging } from './merge.ts';
import { Merges } from './merges.ts';
import { Parting } from './part.ts';

@Module({ controllers: [CustomersController], providers: [Customers, Erasing, Merging, Merges, Parting, Exporting] })
export class CustomersModule {}
