import type { ProfileStatus } from '#shared/contract/network.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';

interface Circumstances {
  /** Undefined: not known yet. */
  readonly torrents: number | undefined;
  readonly profiles: readonly Pick<ProfileStatus, 'interface'>[] | undefined;
  readonly interfaces: readonly NetworkInterface[] | undefined;
}

/** Tunnels that somebody who has set nothing up yet may want everything to go through; the likeliest first. */
export function offeredTunnels({ torrents, profiles, interfaces }: Circumstances): string[] {
  const isUntouched = torrents === 0 && profiles?.length === 1 && profiles[0]?.interface === null;
  if (!isUntouched) return [];
  const hasRoute = (one: NetworkInterface) => one.hasDefaultRoute4 || one.hasDefaultRoute6;
  return (interfaces ?? [])
    .filter(({ kind, isUp, addresses }) => kind === 'vpn' && isUp && addresses.length > 0)
    .toSorted((a, b) => Number(hasRoute(b)) - Number(hasRoute(a)))
    .map(({ name }) => name);
}
