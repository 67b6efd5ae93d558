/** What of a database is asked. */
interface Admin {
  command(command: Record<string, unknown>): Promise<Record<string, unknown>>;
}

/** Resolves when the mongod at `host` is the primary of a replica set of one. */
export function becomePrimary(admin: Admin, host: string, signal?: AbortSignal): Promise<void>;
