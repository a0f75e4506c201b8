import type { Forecast } from '#shared/contract/forecast.ts';
import { data, type Datum } from '#shared/domain/exposure/datum.ts';
import { partyKinds, type PartyKind } from '#shared/domain/exposure/party.ts';

type ForecastParty = Forecast['parties'][number];

/** Those of one kind, as one line tells of them. */
export interface ForecastGroup {
  readonly kind: PartyKind;
  readonly hosts: readonly string[];
  /** How many of the hosts are spoken to so that everybody on the way can read it. */
  readonly plainHosts: number;
  /** Whether one of them is told the key by which it knows its user. */
  readonly hasKey: boolean;
  /** All that at least one of them learns. */
  readonly learns: readonly Datum[];
}

/** One line for each kind that there is, in the order of the kinds that say most. */
export function groupedByKind(parties: readonly ForecastParty[]): ForecastGroup[] {
  return partyKinds.flatMap((kind) => {
    const all = parties.filter((party) => party.kind === kind);
    if (all.length === 0) return [];
    const learned = new Set(all.flatMap(({ learns }) => learns));
    const named = all.filter(({ host }) => host !== null);
    return [
      {
        kind,
        hosts: named.flatMap(({ host }) => host ?? []),
        plainHosts: named.filter(({ isEncrypted }) => !isEncrypted).length,
        hasKey: learned.has('passkey'),
        learns: data.filter((datum) => learned.has(datum)),
      },
    ];
  });
}
