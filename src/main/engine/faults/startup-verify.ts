import type { Torrent } from 'webtorrent';

/**
 * Fault: given a bitfield to start from, WebTorrent still hashes the second owned piece of every file and believes or
 * doubts the whole file by it (docs/webtorrent-faults.md, 2). Warren has decided before what to hash
 * (../content/trust.ts) and has hashed it.
 *
 * Mend: nothing is left to verify.
 */
export function trustOurBitfield(torrent: Torrent): void {
  torrent._verifyPieces = (callback) => queueMicrotask(() => callback(null));
}
