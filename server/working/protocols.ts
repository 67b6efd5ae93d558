import type { Connection } from 'mongoose';
import { AnsweredThemes } from '../answers/answered-themes.ts';
import { ApprovalAsking } from '../approvals/asking.ts';
import type { Clock } from '../clock.ts';
import { TakingUp } from '../entering/taking-up.ts';
import type { FaultPoint } from '../faults.ts';
import { Drawings } from '../flows/plans.ts';
import type { Published } from '../flows/plans.ts';
import type { Models } from '../storage/models.ts';
import type { Channels } from '../telling/channel.port.ts';
import { Gate } from '../telling/gate.ts';
import { Ledger } from '../telling/ledger.ts';
import { Preparing } from '../telling/prepare.ts';
import { Recalling } from '../telling/recall.ts';
import type { Suppressions } from '../telling/suppression.ts';
import type { Writer } from '../telling/writer.port.ts';
import { Deadlines } from '../waiting/deadlines.ts';
import { Moving } from '../waiting/moving.ts';
import { Parking } from '../waiting/park.ts';
import { Releasing } from '../waiting/release.ts';
import { Settling } from '../waiting/settle.ts';
import { Sweeper } from '../waiting/sweeper.ts';
import type { Workflows } from '../waiting/workflows.port.ts';

export interface ProtocolWorld {
  connection: Connection;
  db: Models;
  clock: Clock;
  workflows: Workflows;
  channels: Channels;
  suppressions: Suppressions;
  writer: Writer;
  published: Published;
  at: FaultPoint;
}

/** The two protocols, put together: waiting and telling. Tests give the same parts another world. */
export function protocolsOf({ connection, db, clock, workflows, channels, suppressions, writer, published, at }: ProtocolWorld) {
  const gate = new Gate(db, clock, published, channels, suppressions, writer, at);
  const preparing = new Preparing(db, clock, published, writer);
  const ledger = new Ledger(db, clock, preparing, gate, channels, at);
  const settling = new Settling(db, clock, at);
  const deadlines = new Deadlines(db);
  const moving = new Moving(connection, db, clock, published, new Drawings(db), deadlines, at);
  return {
    ledger,
    settling,
    answeredThemes: new AnsweredThemes(connection, db, clock),
    approvals: new ApprovalAsking(db, clock, published, preparing),
    moving,
    parking: new Parking(db, clock, settling, deadlines, moving, at),
    releasing: new Releasing(db, clock, workflows, at),
    recalling: new Recalling(db, clock, at, new TakingUp(connection, db, clock, at)),
    sweeper: new Sweeper(db, clock, workflows),
  };
}

export type Protocols = ReturnType<typeof protocolsOf>;
