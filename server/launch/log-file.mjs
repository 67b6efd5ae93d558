import { closeSync, copyFileSync, existsSync, openSync, readSync, renameSync, statSync, truncateSync } from 'node:fs';

const LARGEST = 20_000_000;
const TAIL = 256_000;
const CAUSE = /^(panic|fatal error): |address already in use/i;

/** Puts the log of the last run aside, so that a file tells of one run. */
export function rotateLog(file) {
  if (existsSync(file)) renameSync(file, `${file}.1`);
}

/** Children write to the file themselves, so it is cut while they hold it open for appending. */
export function boundLog(file, largest = LARGEST) {
  if (!existsSync(file) || statSync(file).size <= largest) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file, 0);
}

function lastLines(file, count) {
  if (!existsSync(file)) return [];
  const { size } = statSync(file);
  const bytes = Buffer.alloc(Math.min(size, TAIL));
  const handle = openSync(file, 'r');
  try {
    readSync(handle, bytes, 0, bytes.length, size - bytes.length);
  } finally {
    closeSync(handle);
  }
  return bytes.toString('utf8').split('\n').filter(Boolean).slice(-count);
}

/** The end of a log for a person to read: of lines in JSON only what they say, and what began a collapse where its traces hide that. */
export function lastWords(file, count = 5) {
  const last = lastLines(file, count);
  const cause = lastLines(file, Infinity).findLast((line) => CAUSE.test(line));
  const lines = cause && !last.includes(cause) ? [cause, ...last] : last;
  const words = lines.map((line) => `\n    ${saidIn(line).slice(0, 200)}`);
  return words.length > 0 ? `Its last lines:${words.join('')}` : 'It had written nothing.';
}

function saidIn(line) {
  try {
    const { msg, s: severity, err, error } = JSON.parse(line);
    return [severity, msg, err?.message ?? error?.message].filter(Boolean).join(' ') || line;
  } catch {
    return line;
  }
}

/** A port that somebody took in between, or a collapse while starting, may be gone the next time; a wrong folder or program is not. */
export const tellsOfPassingTrouble = (file) => lastLines(file, Infinity).some((line) => CAUSE.test(line));
