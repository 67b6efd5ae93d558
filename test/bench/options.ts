import { parseArgs } from 'node:util';

export interface Options {
  /** How many loops each of the three brings to waiting. */
  sizes: number[];
  rounds: number;

  /** Single feedback sent while idle, and again during a release. */
  entries: number;
  /** Loops under the profiler. */
  profiled: number;
  json: string;
}

const whole = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${text} is no number of loops: give a whole number from 1 on.`);
  return number;
};

/** `--loops N` as often as wanted; `--quick` shows that everything works, and measures little. */
export function optionsOf(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      loops: { type: 'string', multiple: true },
      rounds: { type: 'string', default: '3' },
      quick: { type: 'boolean', default: false },
      json: { type: 'string', default: '.loopwright/bench.json' },
    },
  });
  const sizes = (values.loops ?? (values.quick ? ['150'] : ['1000', '10000'])).map(whole);
  return {
    sizes,
    rounds: whole(values.rounds),
    entries: values.quick ? 30 : 200,
    profiled: values.quick ? 100 : 600,
    json: values.json,
  };
}
