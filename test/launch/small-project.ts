import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchFolder, newFolder } from './console.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const NEEDED = [
  'node',
  'mongoose',
  'mongodb',
  'bson',
  'mongodb-connection-string-url',
  'whatwg-url',
  'tr46',
  'webidl-conversions',
  'punycode',
];

const API = `
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
console.log('key', process.env.LOOPWRIGHT_ADMIN_KEY ? 'given' : 'missing', process.env.MONGODB_URI, process.env.TEMPORAL_ADDRESS);
const signsIn = (request) => request.url === '/api/sign-in/links' && !existsSync('knows-no-links');
const answer = (request, response) => {
  if (signsIn(request)) response.writeHead(201).end(JSON.stringify({ link: process.env.PUBLIC_URL + '/sign-in#link=once' }));
  else response.writeHead(request.url === '/api/ready' ? 200 : 404).end();
};
createServer(answer).listen(Number(process.env.PORT), process.env.HOST);
process.on('SIGTERM', () => process.exit(0));
`;
const WORKER = `
process.send({ ready: true });
setInterval(() => {}, 1000);
process.on('SIGTERM', () => process.exit(0));
`;

/**
 * The launcher itself in a project of its own, with a product of a few lines in the place of the real one. Its packages count as installed,
 * so that nothing here can ever start an install in the folder it borrows them from.
 */
export function smallProject({ lock = { packages: {} }, installed = true }: { lock?: object; installed?: boolean } = {}): string {
  const project = newFolder();
  cpSync(launchFolder, join(project, 'server/launch'), { recursive: true });
  const write = (file: string, text: string): void => {
    mkdirSync(join(project, file, '..'), { recursive: true });
    writeFileSync(join(project, file), text);
  };
  const copyProduct = `node -e "const { cpSync } = require('fs'); for (const part of ['workflows', 'templates', 'server', 'editor']) cpSync('product', part + '/dist', { recursive: true })"`;
  write(
    'package.json',
    JSON.stringify({ name: 'small', type: 'module', scripts: { build: copyProduct }, dependencies: lockedDependencies(lock) }),
  );
  write('package-lock.json', JSON.stringify(lock));
  write('tsconfig.json', readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  write('product/api.js', API);
  write('product/worker.js', WORKER);
  write('product/index.html', '<!doctype html><title>Small</title>');
  if (installed) {
    write('node_modules/.package-lock.json', JSON.stringify(lock));
    for (const name of NEEDED) symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  }
  return project;
}

const lockedDependencies = (lock: object): object =>
  'packages' in lock ? ((lock.packages as Record<string, { dependencies?: object }>)['']?.dependencies ?? {}) : {};
