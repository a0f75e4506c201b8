import { startRtorrent } from '../support/rtorrent.ts';
import { describeWith } from '../support/tools.ts';
import { testBothDirections } from './both-directions.ts';
import { makeTorrentFile } from './torrent-in-hand.ts';

describeWith(['rtorrent'], 'with rtorrent', () => {
  testBothDirections({ name: 'rtorrent', start: (folder) => startRtorrent(folder), make: makeTorrentFile });
});
