export interface RecordedRun {
  children: Record<string, { pid: number; identity?: string | undefined }>;
}

export function stopOrphans(lastRun: RecordedRun, limitMs?: number): Promise<string[]>;
