const WIDTH = 80;
const LONG_ADDRESS = /(https?:\/\/\S{40})\S+/g;
const UNASKED = /^(worker ended unexpectedly \(signal SIGKILL\).*? s\.) [\s\S]*$/;

/** What a person reads: at most 80 columns, no colours. Addresses that hold a long token are cut, for they would not fit. */
export function createPage(print) {
  let silent = false;
  let since = Date.now();
  const lines = (text, indent = '', first = indent) => {
    for (const line of wrapped(text.replace(LONG_ADDRESS, '$1…'), indent, first)) print(line);
  };
  return {
    plain: print,
    say: (text) => lines(text),
    item: (mark, text, indent = '  ') => lines(text, indent + ' '.repeat(mark.length + 1), `${indent}${mark} `),
    /** Somebody's own text, line for line, but for the empty ones. */
    quote: (text) => {
      for (const line of text.split('\n').filter(Boolean)) lines(line, '  | ');
    },
    /** As much of a text as fits on one line. */
    beginning: (mark, text) => {
      const whole = `  ${mark} ${text}`;
      print([...whole].length <= WIDTH ? whole : `${[...whole].slice(0, WIDTH - 1).join('')}…`);
    },
    chapter: (title) => {
      print('');
      print(`${title.toUpperCase()}`);
    },
    startClock: () => (since = Date.now()),
    timed: (text) => lines(text, ' '.repeat(11), `${((Date.now() - since) / 1000).toFixed(1).padStart(7)} s  `),
    /** What the launcher has to say of its children; of the one killed on purpose the end of its log is no news. */
    aside: (line) => {
      if (!silent) lines(line.replace(UNASKED, '$1'), ' '.repeat(11));
    },
    quiet: () => (silent = true),
  };
}

function* wrapped(text, indent, first) {
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && [...line].length + 1 + [...word].length > WIDTH) {
      yield line.trimEnd();
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  yield line.trimEnd();
}

export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
