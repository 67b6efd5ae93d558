import { createReadStream, existsSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { basename, join, resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { command } from './command.mjs';
import { adminKeyIn, runningIn } from './home.mjs';
import { localUrl } from './product-services.mjs';
import { Refusal } from './refusal.mjs';
import { readSettings } from './settings.mjs';

const USAGE = 'Say which file: npm run import -- FILE [--source NAME] [--start] [--dry-run]';
const OPTIONS = { source: { type: 'string' }, start: { type: 'boolean' }, 'dry-run': { type: 'boolean' } };

/** Brings a file of feedback into the instance that runs from this home, and prints what became of it. */
command(async (args) => {
  const { file, asked } = askedBy(args);
  const settings = readSettings();
  const run = runningIn(settings.home);
  if (!run?.children?.api)
    throw new Refusal(
      `Nothing runs from ${settings.home}: start it with \`npm start\`, or let LOOPWRIGHT_HOME name the home of the one you mean.`,
    );
  const url = localUrl({ host: settings.host, port: run.ports.api });
  const key = settings.adminKey ?? (existsSync(join(settings.home, 'admin-key')) ? adminKeyIn(settings.home) : '');
  const { status, said } = await send(`${url}/api/feedback/import?${new URLSearchParams(asked)}`, file, key);
  if (status !== 200) throw new Refusal(`The api at ${url} refused it: ${[said.detail, ...(said.problems ?? []).map(inWords)].join(' ')}`);
  process.stdout.write(asked['dry-run'] ? looked(said) : `${said.words}\n`);
  return said.state === 'interrupted' ? 1 : 0;
});

function askedBy(args) {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1) throw new Refusal(USAGE);
  // npm runs a command in the folder of its package, wherever it was asked for.
  const file = resolve(process.env.INIT_CWD ?? '.', positionals[0]);
  if (!existsSync(file) || !statSync(file).isFile()) throw new Refusal(`There is no file ${file}.`);
  const name = basename(file);
  const source =
    values.source ??
    (name
      .toLowerCase()
      .replace(/\.\w{1,5}$/u, '')
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '') ||
      'file');
  return { file, asked: { source, name, start: String(values.start ?? false), ...(values['dry-run'] ? { 'dry-run': 'true' } : {}) } };
}

function parsed(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${error.message}. ${USAGE}`);
  }
}

/** As a stream, and for as long as it takes: a million rows are read while they are stored. */
async function send(url, file, key) {
  const headers = { 'content-type': 'text/csv', 'content-length': statSync(file).size, authorization: `Bearer ${key}` };
  const asking = request(url, { method: 'POST', headers });
  const answered = new Promise((resolve, reject) => asking.once('response', resolve).once('error', reject));
  const sent = pipeline(createReadStream(file), asking);
  sent.catch(() => {});
  const answer = await answered.catch((error) => {
    throw new Refusal(`The api does not answer (${error.code ?? error.message}): wait until it is ready, and bring the same file again.`);
  });
  return { status: answer.statusCode, said: await json(answer) };
}

const inWords = ({ path, message }) => `${path}: ${message}.`;

function looked({ taken, refusedCount, sentences, refused }) {
  const rows = refused.map(({ row, column, rule, remedy }) => `Row ${row}${column === null ? '' : `, ${column}`}: ${rule}. ${remedy}`);
  return [...sentences, `${taken} can come in, ${refusedCount} cannot.`, ...rows, ''].join('\n');
}
