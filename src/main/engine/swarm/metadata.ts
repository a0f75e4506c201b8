import type { Torrent } from 'webtorrent';

/**
 * Takes the info dictionary that peers sent for a magnet link (its hash is right: ut_metadata has checked it), before
 * WebTorrent would build files of it: the core looks at it first and then starts the torrent anew, with a store and
 * with what a private torrent must not use off.
 */
export function takeMetadata(torrent: Torrent, onInfo: (infoBytes: Uint8Array<ArrayBuffer>) => void): void {
  torrent._onMetadata = () => Promise.resolve();
  torrent.on('wire', (wire) => {
    // The bytes as they came: encoded anew, keys in an unusual order would give another hash.
    wire.ut_metadata?.on('metadata', () => {
      const infoBytes = wire.ut_metadata?.metadata;
      if (infoBytes !== undefined) onInfo(Uint8Array.from(infoBytes));
    });
  });
}
