import { client, insideTunnel, vpnServers } from '../bed/addresses.ts';
import type { Packet } from './packet.ts';

/**
 * Why a packet left the client in the clear:
 * - `tunnel`: the tunnel's own, encrypted.
 * - `about-tunnel`: the kernel says that nobody takes the tunnel's packets any more, when its program was killed.
 * - `neighbours`: the kernel looks for the router's hardware address, and says which such questions it listens to.
 * - `marker`: sent by the test to see that the capture works.
 * - `kernel`: what a kernel answers without a socket, in the name of the address inside the tunnel: a reset, an
 *   acknowledgement in TIME_WAIT, "port unreachable". The binding of a socket does not hold them.
 * - `ours`: everything else. What is not understood is ours.
 */
export const packetReasons = ['tunnel', 'about-tunnel', 'neighbours', 'marker', 'kernel', 'ours'] as const;
export type PacketReason = (typeof packetReasons)[number];

export const markerPort = 9;
const tunnelPorts = new Set([51_820, 1194]);
const serverAddresses = new Set<string>(Object.values(vpnServers).map(({ v4 }) => v4));

export function reasonOf(packet: Packet): PacketReason {
  if (isOfTunnel(packet)) return 'tunnel';
  const { about, protocol, target } = packet;
  if (about !== undefined && isBackFromTunnel(about)) return 'about-tunnel';
  if (protocol === 'arp' || isNeighbourDiscovery(packet)) return 'neighbours';
  if (protocol === 'udp' && target.port === markerPort) return 'marker';
  return isSocketless(packet) ? 'kernel' : 'ours';
}

function isOfTunnel({ protocol, source, target }: Packet): boolean {
  return (
    protocol === 'udp' &&
    source.address === client.v4 &&
    serverAddresses.has(target.address) &&
    tunnelPorts.has(target.port)
  );
}

function isBackFromTunnel({ protocol, source, target }: Packet): boolean {
  return (
    protocol === 'udp' &&
    serverAddresses.has(source.address) &&
    tunnelPorts.has(source.port) &&
    target.address === client.v4
  );
}

/** Router and neighbour solicitations and advertisements (RFC 4861). */
const discoveryTypes = new Set([133, 134, 135, 136]);
/** MLDv2 (RFC 3810): which multicast groups are listened to. */
const listenerReport = 143;

function isNeighbourDiscovery({ protocol, icmp, payload }: Packet): boolean {
  if (protocol !== 'icmp6' || icmp === undefined) return false;
  if (icmp.type === listenerReport) return isReportOfNeighbours(payload);
  return discoveryTypes.has(icmp.type);
}

const recordHeaderBytes = 20;
/** `ff02::1:ff…`, the groups in which neighbours are looked for. Any other group somebody has joined on purpose. */
const solicitedNode = Buffer.from('ff0200000000000000000001ff', 'hex');

function isReportOfNeighbours(report: Buffer): boolean {
  for (let at = 8; at + recordHeaderBytes <= report.length;) {
    const [auxiliaryWords, sources] = [report[at + 1] ?? 0, report.readUInt16BE(at + 2)];
    if (!report.subarray(at + 4, at + 4 + solicitedNode.length).equals(solicitedNode)) return false;
    at += recordHeaderBytes + 16 * sources + 4 * auxiliaryWords;
  }
  return true;
}

function isSocketless({ protocol, source, flags, payload, about }: Packet): boolean {
  if (!insideTunnel.test(source.address)) return false;
  if (protocol === 'tcp') return payload.length === 0 && (flags.includes('R') || flags === 'A');
  return about !== undefined && insideTunnel.test(about.target.address);
}
