import { startAria2 } from '../support/aria2.ts';
import { describeWith } from '../support/tools.ts';
import { testBothDirections } from './both-directions.ts';
import { makeTorrentFile } from './torrent-in-hand.ts';

describeWith(['aria2c'], 'with aria2', () => {
  testBothDirections({ name: 'aria2', start: startAria2, make: makeTorrentFile });
});
