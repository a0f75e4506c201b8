import { startQbittorrent } from '../support/qbittorrent.ts';
import { describeWith } from '../support/tools.ts';
import { testBothDirections } from './both-directions.ts';
import { makeTorrentFile } from './torrent-in-hand.ts';

describeWith(['qbittorrent-nox'], 'with qBittorrent', () => {
  testBothDirections({
    name: 'qBittorrent',
    start: (folder) => startQbittorrent(folder),
    make: makeTorrentFile,
  });
});
