import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countTests, lastLine } from '../../server/launch/test-counts.mjs';
import { newFolder } from './console.ts';

function report(counts: { passed: number; failed: number; skipped?: number; todo?: number }, files: object[] = []): string {
  const file = join(newFolder(), 'report.json');
  const { passed, failed, skipped = 0, todo = 0 } = counts;
  const numbers = { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, numTodoTests: todo };
  writeFileSync(file, JSON.stringify({ ...numbers, testResults: files }));
  return file;
}

describe('the last line of npm test', () => {
  it('gives the counts of the runner', () => {
    expect(lastLine(countTests(report({ passed: 12, failed: 0 }), 0))).toBe('12 passed, 0 failed');
    expect(lastLine(countTests(report({ passed: 12, failed: 2, skipped: 3, todo: 1 }), 1))).toBe('12 passed, 2 failed, 4 skipped');
  });

  it('counts a file that could not be loaded as a failure', () => {
    const files = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
    ];
    expect(countTests(report({ passed: 5, failed: 1 }, files), 1).failed).toBe(2);
  });

  it('never calls a run good that ended badly', () => {
    expect(countTests(report({ passed: 5, failed: 0 }), 1).failed).toBe(1);
    expect(countTests('/no/report.json', 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
