/** A free port on this machine: the preferred one where it is free. */
export function freePort(preferred?: number, host?: string): Promise<number>;
