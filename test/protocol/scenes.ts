import { stopMessages, unsettleClaims } from '../../server/telling/stop.ts';
import { startLoop } from '../../server/waiting/start-loop.ts';
import { hintKey } from '../../server/waiting/recheck.ts';
import { aCustomer, aFlow, aLoop, aVersion, anImprovement, release, retract, verify } from './arrange.ts';
import { tellingPlan, tellingSteps } from './stage.ts';
import type { Stage } from './stage.ts';

/** What a case works on. */
export interface Cast {
  flows: string[];
  customers: string[];
  improvement: string;
}

/** An arrangement of loops for one improvement, and how many messages it should come to when nothing goes wrong. */
export interface Scene {
  name: string;
  told: number;
  arrange(stage: Stage): Promise<Cast>;
}

async function arranged(stage: Stage, loops: { flow: number; customer: number }[]): Promise<Cast> {
  const flows = [await aFlow(stage), await aFlow(stage)];
  const customers = [await aCustomer(stage), await aCustomer(stage)];
  for (const { flow, customer } of loops) {
    const [ofFlow, ofCustomer] = [flows[flow], customers[customer]];
    if (ofFlow && ofCustomer) await aLoop(stage, { flow: ofFlow, customer: ofCustomer });
  }
  const improvement = await anImprovement(stage);
  return { flows, customers: customers.map((one) => one._id), improvement: improvement._id };
}

export const SCENES: Scene[] = [
  { name: 'one loop', told: 1, arrange: (stage) => arranged(stage, [{ flow: 0, customer: 0 }]) },
  {
    name: 'one customer in two flows',
    told: 1,
    arrange: (stage) =>
      arranged(stage, [
        { flow: 0, customer: 0 },
        { flow: 1, customer: 0 },
      ]),
  },
  {
    name: 'two customers under a cap',
    told: 2,
    arrange: async (stage) => {
      await stage.db.houseRules.updateOne({ _id: 'house' }, { $set: { cap: { messages: 1, within: 'P7D' } } });
      return arranged(stage, [
        { flow: 0, customer: 0 },
        { flow: 0, customer: 1 },
      ]);
    },
  },
];

/** Verified before, while or after the waits begin; then the fan-out. Each part may die and is then done again. */
export const verifyFirst = async (stage: Stage, cast: Cast): Promise<void> => {
  await verify(stage, cast.improvement);
  await startAll(stage);
  await walk(stage, cast);
};

export const waitFirst = async (stage: Stage, cast: Cast): Promise<void> => {
  await startAll(stage);
  await verify(stage, cast.improvement);
  await walk(stage, cast);
};

async function startAll(stage: Stage): Promise<void> {
  for (const loop of await stage.db.loops.find({ status: 'open' }).lean()) await startLoop(stage.db, stage.loops, loop);
  await stage.loops.quiet();
}

async function walk(stage: Stage, cast: Cast): Promise<void> {
  const doc = await stage.db.improvements.findById(cast.improvement).lean();
  if (doc?.release) await release(stage, doc._id, doc.release.revision);
  await stage.loops.quiet();
}

/** The process comes back: memory is lost, leases run out, Temporal starts what was open and repeats the release. No sweeper. */
export async function comeBack(stage: Stage, cast: Cast): Promise<void> {
  await stage.loops.stopAll();
  stage.clock.advance(61_000);
  await startAll(stage);
  await walk(stage, cast);
  await passTime(stage);
}

/** Lets everything that is due happen, short of any deadline of a wait. */
export async function passTime(stage: Stage): Promise<void> {
  for (let minute = 0; minute < 3; minute += 1) {
    stage.clock.advance(61_000);
    await stage.loops.quiet();
  }
}

/** Something somebody else does meanwhile. True when, now that it has returned, nothing more may cross the point of no return. */
export interface Interlude {
  name: string;
  run(stage: Stage, cast: Cast): Promise<boolean>;
}

export const INTERLUDES: Interlude[] = [
  { name: 'the improvement is taken back', run: async (stage, cast) => (await retract(stage, cast.improvement)) !== null },
  {
    name: 'a person stops the messages',
    run: async (stage) => (await stopMessages(stage.db, {}, 'stopped', 'stopped-by-a-person')) < 0,
  },
  {
    name: 'the customers unsubscribe',
    run: async (stage) => {
      for (const customer of await stage.db.customers.find().lean())
        for (const address of customer.emails) await stage.suppressions.add(address, 'unsubscribed', stage.clock.now());
      await stopMessages(stage.db, {}, 'withheld', 'unsubscribed');
      return true;
    },
  },
  {
    name: 'the customers are erased',
    run: async (stage) => {
      await stage.db.customers.updateMany({}, { $set: { erasedAt: stage.clock.now() } });
      await stopMessages(stage.db, {}, 'withheld', 'erased');
      return true;
    },
  },
  {
    name: 'another worker takes the messages after the lease ran out',
    run: async (stage) => {
      stage.clock.advance(61_000);
      for (const message of await stage.db.messages.find().lean()) await stage.ledger.advance(message._id);
      return false;
    },
  },
  {
    name: 'another worker tries at once',
    run: async (stage) => {
      for (const message of await stage.db.messages.find().lean()) await stage.ledger.advance(message._id);
      return false;
    },
  },
  {
    name: 'the release is walked a second time',
    run: async (stage, cast) => {
      const doc = await stage.db.improvements.findById(cast.improvement).lean();
      if (doc?.release) await stage.releasing.page(doc._id, doc.release.revision, { bucket: 0, after: '' });
      return false;
    },
  },
  {
    name: 'the flows are paused and resumed',
    run: async (stage, cast) => {
      await stage.db.flows.updateMany({}, { $set: { pausedSending: true } });
      for (const message of await stage.db.messages.find().lean()) await stage.ledger.advance(message._id);
      await stage.db.flows.updateMany({}, { $set: { pausedSending: false } });
      for (const flow of cast.flows) await hintKey(stage.db, stage.loops, `flow:${flow}`, 'resume');
      return false;
    },
  },
  {
    name: 'a new version is published and everybody is moved to it',
    run: async (stage, cast) => {
      for (const flow of cast.flows) await aVersion(stage, flow, tellingPlan(flow, 60 * 86_400_000), tellingSteps());
      while ((await stage.partWay.pump()) > 0);
      return false;
    },
  },
  {
    name: 'the scope is narrowed to nobody',
    run: async (stage, cast) => {
      const nobody = { field: 'customer.attributes.plan', is: ['none'] };
      await stage.db.improvements.updateOne({ _id: cast.improvement }, { $set: { scope: nobody }, $inc: { revision: 1 } });
      await unsettleClaims(stage.db, cast.improvement);
      return true;
    },
  },
];
