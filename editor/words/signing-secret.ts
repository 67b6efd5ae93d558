const BYTES = 32;

/** A new secret that signs calls, as Standard Webhooks writes it. */
export const newSecret = (): string => `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(BYTES))))}`;
