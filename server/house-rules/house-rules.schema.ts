import { Schema } from 'mongoose';
import { Json, options } from '../storage/schema-options.ts';

/** What holds for every flow. One document, `_id: 'house'`. */
export interface HouseRulesDoc {
  _id: 'house';
  /** ISO 8601 duration a message waits so that it can still be stopped. */
  sendDelay: string;
  /** Hours (0–24, customer's zone) in which messages leave; null = any. */
  quietHours: { from: number; to: number } | null;
  /** Serves customers whose zone is unknown. */
  zone: string;
  cap: { messages: number; within: string } | null;
  bundleWithin: string | null;
  /** Who answers where a step names nobody; `company` and `postalAddress` stand below every message. */
  sender: { name: string; address: string | null; role?: string; company?: string; postalAddress?: string } | null;
  /** 1 = Monday. */
  workingDays: number[];
  searchable: string[];
  /** Nothing leaves while set. */
  killSwitch: boolean;
}

export const houseRulesSchema = new Schema<HouseRulesDoc>(
  {
    _id: String,
    sendDelay: { type: String, required: true },
    quietHours: { type: Json, default: null },
    zone: { type: String, required: true },
    cap: { type: Json, default: null },
    bundleWithin: { type: String, default: null },
    sender: { type: Json, default: null },
    workingDays: { type: [Number], default: [1, 2, 3, 4, 5] },
    searchable: { type: [String], default: [] },
    killSwitch: { type: Boolean, default: false },
  },
  options,
);
