import { existsSync } from 'node:fs';
import type { InterfaceKind } from '#shared/domain/network-interface.ts';
import { readText } from './read-text.ts';

/* What /sys/class/net/<name>/type says (linux/if_arp.h). */
const [ethernet, pointToPoint, loopback, none] = [1, 512, 772, 65_534];

/** Names that VPN programs give where the system itself does not tell. */
const vpnNames =
  /^(utun|ipsec|ppp|tun|tap|wg|proton|nordlynx|mullvad)|vpn|wireguard|openvpn|tap-windows|nordlynx/iu;
const lanNames = /^(en|eth|wl|ww)|ethernet|wi-?fi|wlan|lan/iu;

export function interfaceKind(name: string, platform: NodeJS.Platform): InterfaceKind {
  return platform === 'linux' ? linuxKind(name) : kindByName(name);
}

function linuxKind(name: string): InterfaceKind {
  const folder = `/sys/class/net/${name}`;
  const type = Number(readText(`${folder}/type`));
  if (type === loopback) return 'loopback';
  const deviceType = /^DEVTYPE=(.*)$/mu.exec(readText(`${folder}/uevent`))?.[1] ?? '';
  if (deviceType === 'wwan') return 'cellular';
  // Only tunnels that end on this computer: tun and tap devices, WireGuard, PPP and other headerless ones.
  if (
    deviceType === 'wireguard' ||
    existsSync(`${folder}/tun_flags`) ||
    type === none ||
    type === pointToPoint
  )
    return 'vpn';
  if (type !== ethernet) return type === 0 ? kindByName(name) : 'other';
  // Bridges, container ends and the like have no device behind them; a veth named eth0 is a container's own cable.
  if (deviceType === 'wlan' || existsSync(`${folder}/device`) || /^(eth|en)/u.test(name)) return 'lan';
  return 'other';
}

function kindByName(name: string): InterfaceKind {
  if (/^lo\d*$|loopback/iu.test(name)) return 'loopback';
  if (vpnNames.test(name)) return 'vpn';
  if (/cellular|mobile|wwan/iu.test(name)) return 'cellular';
  return lanNames.test(name) ? 'lan' : 'other';
}
