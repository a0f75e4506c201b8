import { join } from 'node:path';
import { expect, test } from 'vitest';
import { libtorrentThroughDht, startBootstrapNode, type BootstrapNode } from '../support/dht.ts';
import { startInstance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { magnetOf } from './torrent-in-hand.ts';

const album = { 'cover.jpg': 30_000, 'disc 1/01.flac': 1_500_000 };

const throughDht = ({ address }: BootstrapNode) => ({
  discovery: { dht: true, dhtBootstrap: [address], pex: false },
});

describeWith(['python3-libtorrent'], 'the DHT', () => {
  test('Warren finds a seeder of a bare magnet link', async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds', 'album'), album);
    await using node = await startBootstrapNode();
    await using seeder = await startLibtorrent(libtorrentThroughDht(node));
    const torrentFile = await seeder.make(at('seeds', 'album'), at('album.torrent'));
    await seeder.add(torrentFile, at('seeds'));
    await seeder.hasEverything();
    await using warren = await startInstance({ dataDir: at('warren'), profile: throughDht(node) });

    const { id } = await warren.json('add', await magnetOf(torrentFile), '--to', at('downloads'));
    await warren.reaches(id, 'seeding');

    expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
  });

  test('a leecher with a bare magnet link finds Warren', async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds', 'album'), album);
    await using node = await startBootstrapNode();
    await using warren = await startInstance({ dataDir: at('warren'), profile: throughDht(node) });
    await warren.listenPort();
    await warren.json('share', at('seeds', 'album'), '--out', at('album.torrent'));
    await using leecher = await startLibtorrent(libtorrentThroughDht(node));

    await leecher.add(await magnetOf(at('album.torrent')), at('downloads'));
    await leecher.hasEverything();

    expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
  });
});
