import type { PeerAddress } from '../channel.ts';

/**
 * Who answers for what comes over a link: an IP address, whatever the port, which changes. Programs on this computer
 * share the one address that everybody uses, so there the port tells them apart.
 * @param peerId names the peer where no address is known
 */
export function partyOf(remote: PeerAddress | undefined, peerId: Uint8Array): string {
  if (remote === undefined) return Buffer.from(peerId).toString('hex');
  return isLoopback(remote.address) ? `${remote.address} ${remote.port}` : remote.address;
}

function isLoopback(address: string): boolean {
  return address === '127.0.0.1' || address === '::1';
}
