export function identityOf(pid: number): string | undefined;
export function stillRuns(process: { pid: number; identity?: string | undefined }): boolean;
