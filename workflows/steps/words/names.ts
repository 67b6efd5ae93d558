import type { Who } from '../../terms/who.ts';
import { named, quoted } from './quoted.ts';

export interface Named {
  name: string;
}

/** What sentences and checks know about the workspace, by key. */
export interface Names {
  /** `served`: whether some live flow names it and takes complaints about it, where that is known. */
  themes: ReadonlyMap<string, Named & { served?: boolean }>;
  templates: ReadonlyMap<string, { title: string; claims: boolean }>;
  teams: ReadonlyMap<string, Named>;
  /** Colleagues by their id. */
  people: ReadonlyMap<string, Named & { mayApprove?: boolean }>;
  connections: ReadonlyMap<string, Named>;
  brands: ReadonlyMap<string, Named>;
  sources: ReadonlyMap<string, Named>;
}

/** What a step's sentence may speak of beside its own settings. */
export interface Words extends Names {
  /** Serves customers whose zone is unknown. */
  zone: string;
  /** The brand a flow's messages are sent for, by key. */
  brand: string | undefined;
}

type Shelf = Exclude<keyof Names, 'templates'>;

/** The name people gave; the key, marked, where there is none, and beside the name where two share one. */
export const nameOf = (names: Names, shelf: Shelf, key: string): string =>
  unlike(
    [...names[shelf]].map(([k, { name }]) => [k, name]),
    key,
    named,
  );

/** A team or a person by name; the key beside it where two of either share one. */
export function whoIs({ teams, people }: Names, who: Who): string {
  const entries = [
    ...[...teams].map(([key, { name }]): [string, string] => [`team ${key}`, name]),
    ...[...people].map(([id, { name }]): [string, string] => [`person ${id}`, name]),
  ];
  return unlike(entries, 'team' in who ? `team ${who.team}` : `person ${who.person}`, named);
}

export const usesOf = (who: Who): { teams: readonly string[] } | { people: readonly string[] } =>
  'team' in who ? { teams: [who.team] } : { people: [who.person] };

/** A template's title, in quotation marks. */
export const titleOf = (names: Names, key: string): string =>
  unlike(
    [...names.templates].map(([k, { title }]) => [k, title]),
    key,
    quoted,
  );

function unlike(entries: [string, string][], key: string, write: (name: string) => string): string {
  const name = entries.find(([other]) => other === key)?.[1];
  if (name === undefined) return `${quoted(key)} (unknown)`;
  return entries.some(([other, shared]) => other !== key && shared === name) ? `${quoted(name)} (${key})` : write(name);
}

/** A zone as people call it: Europe/Berlin is Berlin. */
export const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
