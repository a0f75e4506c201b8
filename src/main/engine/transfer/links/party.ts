import type { PeerAddress } from '../channel.ts';

/**
 * Who answers for what comes over a link: an IP address, whatever the port, which changes. On this computer the address
 * is the same for everybody, so there the port tells them apart.
 * @param peerId names the peer where no address is known
 */
export function partyOf(remote: PeerAddress | undefined, peerId: Uint8Array): string {
  if (remote === undefined) return Buffer.from(peerId).toString('hex');
  return isLoopback(remote.address) ? `${remote.address} ${remote.port}` : remote.address;
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
