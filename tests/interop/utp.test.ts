import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import type { OtherClient } from '../support/other-client.ts';
import { differences, writePayload } from '../support/payload.ts';
import { describeWithField } from '../support/profile-field.ts';
import { startQbittorrent } from '../support/qbittorrent.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { testBothDirections } from './both-directions.ts';
import { makeTorrentFile } from './torrent-in-hand.ts';
import { transportsOfPeers } from './transports-of-peers.ts';

const onlyUtp = {
  enable_incoming_tcp: false,
  enable_outgoing_tcp: false,
  enable_incoming_utp: true,
  enable_outgoing_utp: true,
};

interface Dialling extends OtherClient {
  connect(address: string): Promise<void>;
}

const make = makeTorrentFile;
const common = { make, profile: { utp: true }, transport: 'utp' } as const;
const clients: Readonly<Record<string, (folder: string) => Promise<Dialling>>> = {
  libtorrent: () => startLibtorrent(onlyUtp),
  qBittorrent: (folder) => startQbittorrent(folder, { protocol: 'UTP' }),
};

describeWithField('utp', ['python3-libtorrent', 'qbittorrent-nox'], 'uTP', () => {
  for (const [client, start] of Object.entries(clients)) {
    testBothDirections({ ...common, name: `${client} without TCP`, start });

    test(`${client} without TCP dials Warren and downloads what it seeds`, async () => {
      await using folder = await makeTempFolder();
      const at = (...names: string[]) => join(folder.path, ...names);
      // Long enough for the window to open: some thousand packets.
      await writePayload(at('seeds', 'album'), { 'disc 1/01.flac': 5_000_000 });
      const torrentFile = await make(at('seeds', 'album'), at('album.torrent'));
      await using warren = await startInstance({ dataDir: at('warren'), profile: { utp: true } });
      const { id } = await warren.json('add', torrentFile, '--to', at('seeds'));
      await warren.reaches(id, 'seeding');
      await using leecher = await start(at('other'));

      await leecher.add(torrentFile, at('downloads'));
      await leecher.connect(`127.0.0.1:${await warren.listenPort()}`);
      await leecher.hasEverything();

      expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
      expect(await transportsOfPeers(warren, id)).toEqual(['utp']);
    });
  }
});
