import type { RtcConnection, Torrent } from 'webtorrent';

/**
 * Fault: two peers that offer each other a WebRTC connection at the same time each keep the one they hear of first
 * and hang up on the other. Each may hear of a different one first, then none is left, and they do not meet before
 * the next announce, two minutes later (docs/webtorrent-faults.md, 6).
 *
 * Mend: the second one is kept beside the first until either is open. If both open, the one that was offered by the
 * peer with the greater id stays: the other side, mended or not, comes to the same.
 */
export function surviveCrossedOffers(torrent: Torrent, ourPeerId: string): void {
  const addPeer = torrent.addPeer.bind(torrent);
  const spares = new Set<RtcConnection>();

  function onSpareOpen(spare: RtcConnection): void {
    spares.delete(spare);
    const first = torrent._peers?.get(spare.id);
    const weAreGreater = ourPeerId > spare.id;
    const firstStays = first?.connected === true && spare.initiator !== weAreGreater;
    if (torrent.destroyed || firstStays) return spare.destroy();
    torrent.removePeer(spare.id);
    addPeer(spare, 'tracker');
  }

  torrent.addPeer = (peer, source) => {
    if (typeof peer === 'string') return addPeer(peer, source);
    const first = torrent._peers?.get(peer.id);
    if (first === undefined || first.connected) return addPeer(peer, source);
    spares.add(peer);
    peer.once('connect', () => onSpareOpen(peer));
    peer.once('close', () => spares.delete(peer));
    return false;
  };
  torrent.once('close', () => {
    for (const spare of spares) spare.destroy();
  });
}
