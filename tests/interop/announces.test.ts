import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { startTracker } from '../support/trackers.ts';
import { until } from '../support/until.ts';
import { magnetOf } from './torrent-in-hand.ts';

const album = { 'cover.jpg': 30_000, 'disc 1/01.flac': 1_500_000 };
const sizeBytes = 1_530_000;
const protocols = ['http', 'udp'] as const;

describeWith(['python3-libtorrent'], 'what trackers are told', () => {
  test.for(protocols)(
    'a share never says "completed", and stops with what it sent (%s)',
    async (protocol) => {
      await using folder = await makeTempFolder();
      const at = (...names: string[]) => join(folder.path, ...names);
      await writePayload(at('seeds', 'album'), album);
      await using tracker = await startTracker();
      await using warren = await startInstance({ dataDir: at('warren') });
      await warren.listenPort();
      const options = ['--tracker', tracker[protocol], '--out', at('album.torrent')];
      const { id } = await warren.json('share', at('seeds', 'album'), ...options);
      await using leecher = await startLibtorrent();
      await leecher.add(await magnetOf(at('album.torrent')), at('downloads'));
      await warren.json('add-peer', id, leecher.address);
      await leecher.hasEverything();

      await warren.json('pause', id);

      await until(() => tracker.announces.at(-1)?.event === 'stop', {
        what: 'the tracker is told of the pause',
      });
      expect(tracker.announces).toEqual([
        { event: 'start', left: 0, downloaded: 0, uploaded: 0 },
        { event: 'stop', left: 0, downloaded: 0, uploaded: sizeBytes },
      ]);
    },
  );

  test.for(protocols)('a download says what it still needs and what it got (%s)', async (protocol) => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds', 'album'), album);
    await using seeder = await startLibtorrent();
    const torrentFile = await seeder.make(at('seeds', 'album'), at('album.torrent'));
    await seeder.add(torrentFile, at('seeds'));
    await seeder.hasEverything();
    await using tracker = await startTracker();
    await using warren = await startInstance({ dataDir: at('warren') });

    const magnet = `${await magnetOf(torrentFile)}&tr=${encodeURIComponent(tracker[protocol])}`;
    const { id } = await warren.json('add', magnet, '--to', at('downloads'), '--peer', seeder.address);
    await warren.reaches(id, 'seeding');
    await until(() => tracker.announces.at(-1)?.event === 'complete', { what: 'the tracker is told' });
    await warren.json('pause', id);
    await until(() => tracker.announces.at(-1)?.event === 'stop', {
      what: 'the tracker is told of the pause',
    });

    expect(tracker.announces).toEqual([
      // While the metadata is fetched. What follows at once is the same peer: a "stop" between could come too late.
      { event: 'start', left: 16_384, downloaded: 0, uploaded: 0 },
      { event: 'start', left: sizeBytes, downloaded: 0, uploaded: 0 },
      { event: 'complete', left: 0, downloaded: sizeBytes, uploaded: 0 },
      { event: 'stop', left: 0, downloaded: sizeBytes, uploaded: 0 },
    ]);
  });
});
