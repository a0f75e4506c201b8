import type { EngineBinding } from '#shared/contract/engine-door.ts';
import type { ProfileWarning } from '#shared/contract/network.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import { say } from './say.ts';
import { findSplitRoute } from './split-route.ts';

const systemsSeen: readonly NodeJS.Platform[] = ['linux'];

interface Circumstances {
  readonly binding: EngineBinding;
  /** Names are not looked up here. */
  readonly proxyLooksUp: boolean;
  readonly interfaces: readonly NetworkInterface[];
  readonly platform: NodeJS.Platform;
}

/** What the user should know of a door that is open, and can do something about. */
export async function findWarnings({
  binding,
  proxyLooksUp,
  interfaces,
  platform,
}: Circumstances): Promise<ProfileWarning[]> {
  if (binding.kind !== 'interface') return [];
  const found = interfaces.find(({ name }) => name === binding.name);
  const split = found === undefined ? 'unknown' : await findSplitRoute(found);
  const warnings = typeof split === 'string' ? [] : [split];
  if (!systemsSeen.includes(platform)) {
    const code = 'not-verified-on-this-system';
    warnings.push({ code, ...say(code), commands: [] });
  }
  if (!proxyLooksUp && binding.dnsServers.length === 0 && binding.dnsOverHttps === null) {
    warnings.push({ code: 'no-dns', ...say('no-dns', { interface: binding.name }), commands: [] });
  }
  return warnings;
}
