import type { partySorts, PartyFilter } from '#shared/contract/exposure-parties.ts';
import type { Datum } from '#shared/domain/exposure/datum.ts';
import type { Direction, PartyKind } from '#shared/domain/exposure/party.ts';

export type PartySort = (typeof partySorts)[number];

/** What a person has chosen to narrow the list by; an empty text is no choice. */
export interface PartyChoice {
  readonly kind: PartyKind | '';
  readonly country: string;
  readonly datum: Datum | '';
  readonly direction: Direction | '';
  readonly encryption: 'encrypted' | 'plain' | '';
  readonly interface: string;
  readonly search: string;
  readonly sortBy: PartySort;
}

export const everyone: PartyChoice = {
  kind: '',
  country: '',
  datum: '',
  direction: '',
  encryption: '',
  interface: '',
  search: '',
  sortBy: 'lastSeen',
};

export function isNarrowed({ sortBy: _, ...choice }: PartyChoice): boolean {
  return Object.values(choice).some((value) => value.trim() !== '');
}

/** As the core is asked. */
export function filterOf(choice: PartyChoice, torrentId: string | undefined): PartyFilter {
  const { kind, country, datum, direction, encryption, search, interface: door } = choice;
  return {
    ...(torrentId === undefined ? {} : { id: torrentId }),
    ...(kind === '' ? {} : { kinds: [kind] }),
    ...(country === '' ? {} : { countries: [country] }),
    ...(datum === '' ? {} : { learned: [datum] }),
    ...(direction === '' ? {} : { direction }),
    ...(encryption === '' ? {} : { isEncrypted: encryption === 'encrypted' }),
    ...(door === '' ? {} : { interface: door }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
  };
}

/** Times and figures begin with the largest, words with their first letter. */
export function isDescending(sortBy: PartySort): boolean {
  return sortBy === 'lastSeen' || sortBy === 'firstSeen' || sortBy === 'contacts';
}
