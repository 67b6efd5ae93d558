import { Schema } from 'mongoose';
import type { FlowInput, Plan } from '@loopwright/workflows/contract';
import { Json, options } from '../storage/schema-options.ts';

export const PART_WAY = ['finish', 'move', 'stop'] as const;
export type PartWayChoice = (typeof PART_WAY)[number];

export interface PartWayDoc {
  version: number;
  how: Exclude<PartWayChoice, 'finish'>;
  since: Date;
}

export interface FlowDoc {
  _id: string;
  /** Part of the workflow type, generated, immutable. */
  key: string;
  name: string;
  revision: number;
  draft: FlowInput;
  live: number | null;
  firstPublishedAt: Date | null;
  /** Two switches: let nobody new in, and send nothing. */
  pausedEntry: boolean;
  pausedSending: boolean;
  /** What is being done with those part-way in versions before this one, until it is done. */
  partWay?: PartWayDoc | null;
  /** What was said before is being let in by this version, up to this feedback. */
  admitting?: { version: number; after: string } | null;
  /** Every step id any version ever had: never used again for another step. */
  stepIds: string[];
  demo: boolean;
  createdAt: Date;
}

export const flowSchema = new Schema<FlowDoc>(
  {
    _id: String,
    key: { type: String, required: true },
    name: { type: String, required: true },
    revision: { type: Number, required: true },
    draft: { type: Json, required: true },
    live: { type: Number, default: null },
    firstPublishedAt: { type: Date, default: null },
    pausedEntry: { type: Boolean, default: false },
    pausedSending: { type: Boolean, default: false },
    partWay: { type: Json, default: null },
    admitting: { type: Json, default: null },
    stepIds: { type: [String], default: [] },
    demo: { type: Boolean, default: false },
    createdAt: { type: Date, required: true },
  },
  options,
)
  .index({ key: 1 }, { unique: true })
  .index({ createdAt: -1, _id: -1 })
  .index({ 'admitting.version': 1 }, { partialFilterExpression: { 'admitting.version': { $gt: 0 } } })
  .index({ 'partWay.version': 1 }, { partialFilterExpression: { 'partWay.version': { $gt: 0 } } });

/** An immutable publication. `_id` is `<flow>/<version>`. */
export interface VersionDoc {
  _id: string;
  flow: string;
  version: number;
  /** The draft's, which was published; earlier editions did not keep it. */
  revision?: number;
  plan: string;
  tree: FlowInput;
  /** The first so many messages wait for a look; their sendKeys fill `held`. */
  hold: number;
  held: string[];
  /** What became of those part-way in earlier versions. */
  partWay?: PartWayChoice;
  publishedAt: Date;
  publishedBy: string;
}

export const versionSchema = new Schema<VersionDoc>(
  {
    _id: String,
    flow: { type: String, required: true },
    version: { type: Number, required: true },
    revision: Number,
    plan: { type: String, required: true },
    tree: { type: Json, required: true },
    hold: { type: Number, default: 0 },
    held: { type: [String], default: [] },
    partWay: { type: String, default: 'finish' },
    publishedAt: { type: Date, required: true },
    publishedBy: { type: String, required: true },
  },
  options,
).index({ flow: 1, version: -1 }, { unique: true });

/** A plan by its content hash; never deleted while a loop refers to it. */
export interface PlanDoc {
  _id: string;
  plan: Plan;
}

export const planSchema = new Schema<PlanDoc>({ _id: String, plan: { type: Json, required: true } }, options);
