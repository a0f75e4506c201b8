import type { Torrent } from 'webtorrent';

/**
 * Fault: a WebSocket tracker that cannot be reached is asked again after some minutes, also when the torrent has been
 * let go meanwhile: then a paused torrent is announced, and goes on being announced (docs/webtorrent-faults.md, 8).
 *
 * Mend: call before the torrent is destroyed; nothing is asked again.
 */
export function stopReconnecting(torrent: Torrent): void {
  for (const { reconnectTimer } of torrent.discovery?.tracker?._trackers ?? []) clearTimeout(reconnectTimer);
}
