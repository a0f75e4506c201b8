import type { ProfileWarning } from '#shared/contract/network.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import { findSplitRoutes, readSourceRoutes, splitRouteCommands } from '../../network/index.ts';
import { say } from './say.ts';

/**
 * Whether the system's own packets (to peers that are no longer connected, say) leave past the interface whose address
 * they carry. `unknown` where the system does not tell.
 */
export async function findSplitRoute(found: NetworkInterface): Promise<ProfileWarning | 'none' | 'unknown'> {
  // Only what others could tell us apart by: a network of our own is no tunnel.
  if (found.kind === 'lan' || found.kind === 'loopback') return 'none';
  const routes = await readSourceRoutes(found);
  if (routes === undefined) return 'unknown';
  const split = findSplitRoutes(routes, found.name);
  if (split.length === 0) return 'none';
  const through = [...new Set(split.flatMap(({ leavesThrough }) => leavesThrough))].filter(
    (name) => name !== found.name,
  );
  const addresses = split.map(({ address }) => address);
  const sentence = say('split-route', { interface: found.name, addresses, through });
  return { code: 'split-route', ...sentence, commands: splitRouteCommands(split, found) };
}
