import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Tracker as TrackerRow } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { startOpentracker, startTracker, type Tracker } from '../support/trackers.ts';
import { until } from '../support/until.ts';
import { infoHashOf } from './torrent-in-hand.ts';

interface Kind {
  readonly protocol: 'http' | 'udp';
  readonly name: string;
  start(folder: string, infoHash: string): Promise<Tracker>;
}

const album = { 'cover.jpg': 30_000, 'disc 1/01.flac': 1_500_000 };
const protocols = ['http', 'udp'] as const;

/** What a tracker knows of the torrent after an announce of ours went through. */
const announced = (warren: Instance, id: string) =>
  until(
    async () => {
      const [row] = await warren.call<TrackerRow[]>('torrents.trackers', { id });
      return row?.state === 'working' && row;
    },
    { what: 'the tracker is announced to' },
  );

function testDiscovery(kinds: readonly Kind[]): void {
  test.for(kinds)('Warren finds a seeder through $name over $protocol', async ({ protocol, start }) => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds', 'album'), album);
    await using seeder = await startLibtorrent();
    const infoHash = await infoHashOf(await seeder.make(at('seeds', 'album'), at('bare.torrent')));
    await using tracker = await start(at('tracker'), infoHash);
    const trackers = [tracker[protocol]];
    const torrentFile = await seeder.make(at('seeds', 'album'), at('album.torrent'), { trackers });
    await seeder.add(torrentFile, at('seeds'));
    await using warren = await startInstance({ dataDir: at('warren') });

    const { id } = await warren.json('add', torrentFile, '--to', at('downloads'));
    await warren.reaches(id, 'seeding');

    expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
    expect(await announced(warren, id)).toMatchObject({ url: tracker[protocol], message: null });
  });

  test.for(kinds)('a leecher finds Warren through $name over $protocol', async ({ protocol, start }) => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds', 'album'), album);
    await using leecher = await startLibtorrent();
    const infoHash = await infoHashOf(await leecher.make(at('seeds', 'album'), at('bare.torrent')));
    await using tracker = await start(at('tracker'), infoHash);
    const trackers = [tracker[protocol]];
    const torrentFile = await leecher.make(at('seeds', 'album'), at('album.torrent'), { trackers });
    await using warren = await startInstance({ dataDir: at('warren') });
    const { id } = await warren.json('add', torrentFile, '--to', at('seeds'));
    await warren.reaches(id, 'seeding');

    expect(await announced(warren, id)).toMatchObject({ seeds: 1, leeches: 0 });
    await leecher.add(torrentFile, at('downloads'));
    await leecher.hasEverything();

    expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
  });
}

describeWith(['python3-libtorrent'], 'trackers', () => {
  testDiscovery(
    protocols.map((protocol) => ({ protocol, name: "WebTorrent's tracker", start: () => startTracker() })),
  );
});

describeWith(['python3-libtorrent', 'opentracker'], 'opentracker', () => {
  const start = (folder: string, infoHash: string) => startOpentracker(folder, [infoHash]);
  testDiscovery(protocols.map((protocol) => ({ protocol, name: 'opentracker', start })));
});
