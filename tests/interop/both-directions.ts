import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import type { OtherClient } from '../support/other-client.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { magnetOf } from './torrent-in-hand.ts';
import { transportsOfPeers } from './transports-of-peers.ts';

interface Shared {
  readonly id: string;
  readonly magnet: string;
}

export interface ClientUnderTest {
  /** As it stands in the names of the tests. */
  readonly name: string;
  /** @param folder for what it keeps, not made yet */
  start(folder: string): Promise<OtherClient>;
  /** Makes a .torrent file, with the client's own program where it has one. */
  make(path: string, out: string): Promise<string>;
  /** It waits for timers of its own more than it works: its tests run side by side. */
  readonly isPatient?: boolean;
  /** Of Warren, laid over the quiet one. */
  readonly profile?: Record<string, unknown>;
  readonly transport?: 'tcp' | 'utp';
}

const album = { 'cover.jpg': 30_000, 'disc 1/01.flac': 250_000, 'disc 2/01.flac': 120_000 };
const albumBytes = 400_000;

/** The ways a torrent can go between Warren and another client: each direction, by .torrent file and by magnet link. */
export function testBothDirections({
  name,
  start,
  make,
  isPatient = false,
  profile = {},
  transport = 'tcp',
}: ClientUnderTest): void {
  const sources = [
    { what: 'a .torrent file', of: (file: string) => Promise.resolve(file) },
    { what: 'a magnet link', of: magnetOf },
  ];

  const testEach = isPatient ? test.concurrent.for(sources) : test.for(sources);

  testEach(`Warren downloads what ${name} seeds, by $what`, async (source) => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds', 'album'), album);
    const torrentFile = await make(at('seeds', 'album'), at('album.torrent'));
    await using seeder = await start(at('other'));
    await seeder.add(torrentFile, at('seeds'));
    await seeder.hasEverything();
    await using warren = await startInstance({ dataDir: at('warren'), profile });

    const given = await source.of(torrentFile);
    const { id } = await warren.json('add', given, '--to', at('downloads'), '--peer', seeder.address);
    const torrent = await warren.reaches(id, 'seeding');

    expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
    expect(torrent).toMatchObject({ name: 'album', progress: 1, downloadedBytes: albumBytes });
    expect(await transportsOfPeers(warren, id)).toEqual([transport]);
  });

  testEach(`${name} downloads what Warren seeds, by $what`, async (source) => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds', 'album'), album);
    await using warren = await startInstance({ dataDir: at('warren'), profile });
    await warren.listenPort();
    const torrentFile = at('album.torrent');
    const { id } = await warren.json<Shared>('share', at('seeds', 'album'), '--out', torrentFile);
    await using leecher = await start(at('other'));

    await leecher.add(await source.of(torrentFile), at('downloads'));
    await warren.json('add-peer', id, leecher.address);
    await leecher.hasEverything();

    expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
    expect(await warren.json('show', id)).toMatchObject({ state: 'seeding', downloadedBytes: 0 });
    expect(await transportsOfPeers(warren, id)).toEqual([transport]);
  });
}
