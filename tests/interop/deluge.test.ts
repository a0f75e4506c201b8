import { startDeluge } from '../support/deluge.ts';
import { describeWith } from '../support/tools.ts';
import { testBothDirections } from './both-directions.ts';
import { makeTorrentFile } from './torrent-in-hand.ts';

describeWith(['deluge'], 'with Deluge', () => {
  testBothDirections({ name: 'Deluge', start: (folder) => startDeluge(folder), make: makeTorrentFile });
});
