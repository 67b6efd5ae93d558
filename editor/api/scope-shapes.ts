/** What a scope can ask about, as it is known of those who wait. */
export interface ScopeField {
  field: string;
  kind: 'text' | 'number' | 'date' | 'yes-no';
  known: number;
  values: { value: string | number | boolean; people: number }[];
  more: boolean;
}

export interface ScopeFields {
  people: number;
  fields: ScopeField[];
}
