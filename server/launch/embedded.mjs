import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { askVersion } from './ask-version.mjs';
import { freePort } from './free-port.mjs';
import { mongodService, mongodbUri } from './mongod.mjs';
import * as programs from './programs.mjs';
import { provideMongod, provideTemporal } from './provision.mjs';
import { Refusal } from './refusal.mjs';
import { temporalService } from './temporal.mjs';
import { numbersOf } from './version.mjs';

/** Finds the programs of the servers that are not elsewhere: `{ mongod?, temporal? }`, each a path. */
export async function provideServers(settings, log) {
  const mongod = settings.mongodbUri ? undefined : await provideMongod(log);
  const temporal = settings.temporalAddress ? undefined : await provideTemporal(log);
  return { mongod, temporal };
}

/** The port of the last run is taken again where it is free, so that nothing that knows it must be told anew. */
export async function embeddedMongod(binary, home) {
  const dir = home.file('mongod');
  mkdirSync(dir, { recursive: true });
  await mustReadData(binary, home.file('mongod-version'));
  const port = await freePort(home.lastRun().ports.mongod);
  return { port, uri: mongodbUri(port), service: mongodService({ binary, dir, port }) };
}

/** A file for each version: a new server never meets an old one's tables, and the loops are rebuilt from their checkpoints. */
export async function embeddedTemporal(binary, home) {
  const dir = home.file('temporal');
  mkdirSync(dir, { recursive: true });
  const version = await askVersion(programs.temporal, binary);
  const file = home.file('temporal', `temporal-${version}.db`);
  const port = await freePort(home.lastRun().ports.temporal);
  return { port, address: `127.0.0.1:${port}`, isNew: !existsSync(file), service: temporalService({ binary, file, port }) };
}

/** MongoDB reads the data of its own and of the release before it, no other. */
async function mustReadData(binary, versionFile) {
  const version = await askVersion(programs.mongod, binary);
  const wrote = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : version;
  const [major] = numbersOf(version);
  const [majorBefore] = numbersOf(wrote);
  if (major !== majorBefore) {
    throw new Refusal(
      `The data here were written by MongoDB ${wrote} and the mongod found is ${version}, which may not read them: put mongod ${majorBefore}.x first on PATH, or move the data by \`mongodump\` and \`mongorestore\`.`,
    );
  }
  writeFileSync(versionFile, `${version}\n`);
}
