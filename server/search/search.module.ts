import { Module } from '@nestjs/common';
import { SearchController } from './search.controller.ts';
import { Search } from './search.ts';
import { TermsIndexing } from './terms-indexing.ts';

@Module({ controllers: [SearchController], providers: [Search, TermsIndexing] })
export class SearchModule {}
