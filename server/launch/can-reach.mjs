import { runTool } from './run-tool.mjs';

const LIMIT_MS = 4_000;

/** Whether a host answers at all, by the proxy of the environment too. Asked in a process of its own, which alone can be told to use one. */
export async function canReach(host) {
  const ask = `fetch(${JSON.stringify(host)}, { method: 'HEAD' }).then(() => process.exit(0), () => process.exit(1))`;
  const env = { ...process.env, NODE_USE_ENV_PROXY: '1' };
  return (await runTool(process.execPath, ['-e', ask], { env, limitMs: LIMIT_MS })).code === 0;
}
