import { isFree, listenOnce } from './free-port.mjs';
import { Refusal } from './refusal.mjs';

export async function mustBeFree({ port, host }) {
  const problem = await listenOnce(port, host).then(
    () => undefined,
    (error) => error.code,
  );
  if (problem === undefined) return;
  if (problem === 'EADDRINUSE') {
    const free = await nextFree(port + 1, host);
    throw new Refusal(
      `Port ${port} on ${host} is already in use: stop what listens there, or choose another port, for example PORT=${free} npm start.`,
    );
  }
  if (problem === 'EACCES')
    throw new Refusal(`This user may not open port ${port}: choose one above 1023, for example PORT=3000 npm start.`);
  throw new Refusal(`HOST is "${host}", which is no address of this machine (${problem}): use 127.0.0.1, 0.0.0.0 or an address it has.`);
}

async function nextFree(from, host) {
  for (let port = from; port < from + 100 && port <= 65_535; port += 1) if (await isFree(port, host)) return port;
  return listenOnce(0, host);
}
