export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export function countTests(reportFile: string, exitCode: number): Counts;
export function lastLine(counts: Counts): string;
