/** How and for whom to render: the customer's locale and zone, the instant of sending, and what decides between phrasings. */
export interface RenderOptions {
  locale: string;
  zone: string;
  now: string;
  /** A hash of customer and improvement: the same seed gives the same words. */
  seed: string;
  /** Choices this customer has had before, oldest first. */
  had?: readonly string[];
  /** The step allows quoting; the quote is still held against the gate. */
  quote?: boolean;
  /** The language of a message that cannot be in the customer's own. */
  fallback?: string;
}

export interface RenderedMessage {
  subject: string;
  text: string;
  html: string;
  /** The language the whole message is in. */
  locale: string;
  usedFacts: string[];
  choices: string[];
  /** The facts used, by path, for the content hash: instants as instants, never "yesterday". */
  contentFacts: Record<string, unknown>;
  /** The claims as they stand in `text`: locked while editing, masked when measuring sameness. */
  claims: string[];
  /** Why they get this, choose, stop: as it stands in `text`. */
  footer?: string;
}
