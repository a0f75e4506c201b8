import type { AnnouncedFigures, Torrent } from 'webtorrent';

/**
 * Faults: trackers are told wrong figures (docs/webtorrent-faults.md, 7). "Downloaded" counts what lay on the disk
 * before, so that a tracker which keeps accounts charges for it at every start. "Stopped" says that nothing was up- or
 * downloaded at all. A torrent that is complete from the start says "completed" each time it starts, and trackers
 * count one more download. Without metadata "left" is no number, which some trackers take for a seed.
 *
 * Mend: our own figures, to the end, and "completed" only when the last piece has come in this session.
 */
export function announceTrueFigures(torrent: Torrent, figures: () => AnnouncedFigures): void {
  torrent.on('ready', () => {
    const { discovery } = torrent;
    if (discovery?.tracker) discovery.tracker._getAnnounceOpts = figures;
    if (discovery && figures().left === 0) discovery.complete = () => undefined;
  });
}
