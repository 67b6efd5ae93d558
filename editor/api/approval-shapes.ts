/** Messages alike that wait for a look. */
export interface HeldGroup {
  first: string;
  count: number;
  flow: { id: string; name: string } | null;
  improvement: { id: string; title: string } | null;
  template: string;
  language: string | null;
  since: string;
  until: string;
}

export interface Alike {
  count: number;
  ids: string[];
  sample: string[];
}
