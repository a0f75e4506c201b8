// For scripts that run inside a network of a test: the door of an engine process, with the guard on.
import { installDoor } from '../../../src/main/network/guard/door.ts';
import { setTripwire } from '../../../src/main/network/guard/tripwire.ts';
import { listInterfaces } from '../../../src/main/network/system/interfaces.ts';
import { loadBoundSockets } from '../../../src/main/network/system/load-bound-sockets.ts';
import { sourceAddress } from '../../../src/shared/domain/network-interface.ts';

/** @param isLan only to addresses on the networks of the interface */
export function openDoor(
  name: string,
  { isLan = false, dnsServers = [] }: { readonly isLan?: boolean; readonly dnsServers?: string[] } = {},
) {
  const found = listInterfaces(process.platform, new Map()).find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`There is no interface ${name}`);
  const door = installDoor({
    proxy: null,
    userAgent: 'test',
    binding: {
      kind: 'interface',
      name,
      index: found.index,
      address4: sourceAddress(found, 4) ?? null,
      address6: sourceAddress(found, 6) ?? null,
      hadRoute4: found.hasDefaultRoute4,
      hadRoute6: found.hasDefaultRoute6,
      onlyTo: isLan ? found.addresses.map(({ network }) => network) : null,
      dnsServers,
      dnsOverHttps: null,
    },
    sockets: loadBoundSockets(process.platform),
  });
  setTripwire();
  return door;
}

/** One line of JSON for whoever started the script. */
export function say(what: object): void {
  console.log(JSON.stringify(what));
}
