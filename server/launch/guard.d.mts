export interface Guard {
  watchOver(pid: number): void;
  forget(pid: number): void;
  /** Nothing is left to watch over: our end means nothing any more. */
  dismiss(): void;
}

/** However this process ends, what the guard was told of ends too, and the folder goes. */
export function startGuard(folder: string): Guard;
