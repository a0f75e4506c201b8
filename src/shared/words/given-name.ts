import { givenNameOf, type GivenName } from '../contract/presets.ts';
import type { Named } from './isolated.ts';

type GivenNames = Readonly<Record<GivenName, string>>;

/** A profile that nobody has named is called as the language calls it; its own name stays what the core knows it by. */
export function shownProfile(names: GivenNames, profile: string): string {
  const given = givenNameOf(profile);
  return given === undefined ? profile : names[given];
}

/** The same for a profile that is put into a sentence. */
export function withGivenName(names: GivenNames, named: Named): Named {
  return typeof named.profile === 'string'
    ? { ...named, profile: shownProfile(names, named.profile) }
    : named;
}
