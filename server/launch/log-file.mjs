import { closeSync, copyFileSync, existsSync, openSync, readSync, renameSync, statSync, truncateSync } from 'node:fs';

const LARGEST = 20_000_000;

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

function lastLines(file, count = 12) {
  if (!existsSync(file)) return [];
  const length = Math.min(statSync(file).size, 16_000);
  const bytes = Buffer.alloc(length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, bytes, 0, length, statSync(file).size - length);
  } finally {
    closeSync(handle);
  }
  return bytes.toString('utf8').split('\n').filter(Boolean).slice(-count);
}

/** The end of a log for a person to read: of lines in JSON only what they say. */
export function lastWords(file, count = 5) {
  const lines = lastLines(file, count).map((line) => `\n    ${saidIn(line).slice(0, 200)}`);
  return lines.length > 0 ? `Its last lines:${lines.join('')}` : 'It had written nothing.';
}

function saidIn(line) {
  try {
    const { msg, s: severity, err, error } = JSON.parse(line);
    return [severity, msg, err?.message ?? error?.message].filter(Boolean).join(' ') || line;
  } catch {
    return line;
  }
}

export const tellsOfTakenPort = (file) => lastLines(file).some((line) => /address already in use/i.test(line));
