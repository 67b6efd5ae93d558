import { NativeConnection } from '@temporalio/worker';
import { LoopStage } from './loop-stage.ts';
import { busyPlan } from './plans.ts';
import { portsAt } from './ports-over-http.ts';

// A worker to be killed: `worker-process.ts ADDRESS NAMESPACE PORTS_URL FLOW`.
const [address = '', namespace = '', url = '', flow = ''] = process.argv.slice(2);
const connection = await NativeConnection.connect({ address });
const stage = new LoopStage({ connection, namespace, ports: portsAt(url) });
const plan = busyPlan(flow);
stage.plans.set(plan.$plan, plan);
await stage.start();
process.stdout.write('ready\n');
