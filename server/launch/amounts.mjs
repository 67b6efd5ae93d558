export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

export const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;
