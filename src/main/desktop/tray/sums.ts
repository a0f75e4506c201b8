import type { Torrent } from '#shared/contract/torrent.ts';
import { sourceAddress, type NetworkInterface } from '#shared/domain/network-interface.ts';
import type { TorrentState } from '#shared/domain/torrent-state.ts';
import type { Glance } from './glance.ts';

type Summed = Pick<Glance, 'states' | 'downloadBps' | 'uploadBps' | 'progress'>;
type Counted = Pick<Torrent, 'state' | 'downloadBps' | 'uploadBps' | 'wantedBytes' | 'progress'>;

/** All torrents in a few figures. */
export function summed(torrents: readonly Counted[]): Summed {
  const states: Partial<Record<TorrentState, number>> = {};
  let [downloadBps, uploadBps, wanted, done] = [0, 0, 0, 0];
  for (const torrent of torrents) {
    states[torrent.state] = (states[torrent.state] ?? 0) + 1;
    downloadBps += torrent.downloadBps;
    uploadBps += torrent.uploadBps;
    if (torrent.state !== 'downloading') continue;
    wanted += torrent.wantedBytes;
    done += torrent.wantedBytes * torrent.progress;
  }
  return { states, downloadBps, uploadBps, progress: wanted === 0 ? null : done / wanted };
}

/** Whether anything but this computer itself can be reached at all, as far as its interfaces tell. */
export function hasNetwork(interfaces: readonly NetworkInterface[]): boolean {
  return interfaces.some(
    (one) =>
      one.kind !== 'loopback' &&
      one.isUp &&
      (sourceAddress(one, 4) !== undefined || sourceAddress(one, 6) !== undefined),
  );
}
