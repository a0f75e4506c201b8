import { hash } from 'node:crypto';
import type os from 'node:os';
import { loadLibC, type LibC } from './libc.ts';
import { readText } from './read-text.ts';

/**
 * The number of an interface, which is another one when it was made anew; 0 when there is no such interface.
 * @param infos what Node says of it, where it says anything
 */
export function interfaceIndex(
  name: string,
  infos: readonly os.NetworkInterfaceInfo[] | undefined,
  platform: NodeJS.Platform,
): number {
  // In some containers /sys shows the interfaces of the host.
  if (platform === 'linux') return Number(readText(`/sys/class/net/${name}/ifindex`)) || askLibC(name);
  // A link-local address carries it as its scope.
  const scope = infos?.map((info) => (info.family === 'IPv6' ? info.scopeid : 0)).find((id) => id > 0);
  if (scope !== undefined) return scope;
  if (platform === 'darwin') return askLibC(name);
  return infos === undefined ? 0 : standIn(infos);
}

let libc: LibC | undefined;

function askLibC(name: string): number {
  try {
    libc ??= loadLibC();
    return libc.if_nametoindex(name);
  } catch {
    return 0; // without the native part nothing is bound here either
  }
}

/**
 * Windows tells the number only with an IPv6 address. Sockets are bound to addresses there, so an interface that has
 * other ones is another one in the only sense that counts. 31 bits and never 0.
 */
function standIn(infos: readonly os.NetworkInterfaceInfo[]): number {
  const what = infos.map(({ address, mac }) => `${mac} ${address}`).sort();
  return Number.parseInt(hash('sha256', what.join('\n')).slice(0, 7), 16) + 1;
}
