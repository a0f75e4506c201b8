import { startLibtorrent } from '../support/libtorrent.ts';
import { describeWith } from '../support/tools.ts';
import { testBothDirections } from './both-directions.ts';

describeWith(['python3-libtorrent'], 'with libtorrent', () => {
  testBothDirections({
    name: 'libtorrent',
    start: () => startLibtorrent(),
    async make(path, out) {
      await using session = await startLibtorrent();
      return await session.make(path, out);
    },
  });
});
