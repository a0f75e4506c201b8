import type { Torrent } from 'webtorrent';

/**
 * Fault: WebTorrent attaches its handlers a moment after the handshake. A peer whose only `unchoke` lies right behind
 * its handshake is never asked for anything; one that said `interested` that early is never unchoked
 * (docs/webtorrent-faults.md, 1).
 *
 * Mend: look again once the handlers are there.
 */
export function heedEarlyMessages(torrent: Torrent): void {
  const original = torrent._onWireWithMetadata.bind(torrent);
  torrent._onWireWithMetadata = (wire) => {
    original(wire);
    if (wire.peerInterested && wire.amChoking) wire.unchoke();
    if (!wire.peerChoking) torrent._update();
  };
}
