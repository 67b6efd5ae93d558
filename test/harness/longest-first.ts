import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** What takes a minute or more, the longest first: begun late, one of them alone would keep everybody waiting at the end. */
const LONG = [
  'test/protocol/races',
  'test/system/kills',
  'test/engine/differential',
  'test/system/bad-input',
  'test/system/lost-temporal',
  'test/protocol/crashes',
  'test/launch/demo',
  'test/pages/',
  'test/launch/whole-start',
  'test/attack/scripts',
];

/** Also on a machine that has not run the tests before, and does not know how long each takes. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((part) => moduleId.includes(part));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
