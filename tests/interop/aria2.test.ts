import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import createTorrent from 'create-torrent';
import { startAria2 } from '../support/aria2.ts';
import { describeWith } from '../support/tools.ts';
import { testBothDirections } from './both-directions.ts';

describeWith(['aria2c'], 'with aria2', () => {
  testBothDirections({
    name: 'aria2',
    start: startAria2,
    // aria2 cannot make torrents.
    async make(path, out) {
      await writeFile(out, await promisify(createTorrent)(path, { announceList: [] }));
      return out;
    },
  });
});
