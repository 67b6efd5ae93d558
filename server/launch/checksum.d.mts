export function sha256Of(file: string): Promise<string>;
export function mustMatch(file: string, expected: string, what: string): Promise<void>;
