import type { Inspection } from '#shared/contract/adding.ts';
import type { Profile } from '#shared/contract/settings.ts';

/** Who will learn this computer's address and what is wanted, as far as can be told before anything is added. */
export interface Parties {
  readonly trackers: number;
  readonly hasDht: boolean;
  readonly hasLan: boolean;
  /** Always: peers are what a transfer is. */
  readonly hasPeers: true;
}

export function partiesOf(
  { trackers, isPrivate }: Pick<Inspection, 'trackers' | 'isPrivate'>,
  { discovery, proxy }: Pick<Profile, 'discovery' | 'proxy'>,
): Parties {
  return {
    trackers: discovery.trackers ? trackers.length : 0,
    // BEP 27: a private torrent asks its trackers and nobody else. A proxy carries neither.
    hasDht: discovery.dht && !isPrivate && proxy === null,
    hasLan: discovery.lan && !isPrivate && proxy === null,
    hasPeers: true,
  };
}
