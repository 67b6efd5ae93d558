export type Log = (line: string) => void;

/** Each answers the absolute path of a program that runs on this machine, or refuses with one sentence and its remedy. */
export function provideMongod(log?: Log): Promise<string>;
export function provideTemporal(log?: Log): Promise<string>;
export function provideTemporalTestServer(log?: Log): Promise<string>;
export function provideChromium(log?: Log): Promise<string>;
