export function extractMember(archive: string, ending: string, target: string): Promise<void>;
