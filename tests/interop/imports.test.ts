import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportRow, ImportStep } from '../../src/shared/contract/imports.ts';
import type { ImportClient } from '../../src/shared/domain/import-client.ts';
import { startAria2 } from '../support/aria2.ts';
import { startDeluge } from '../support/deluge.ts';
import { startInstance } from '../support/instance.ts';
import type { SavingClient } from '../support/other-client.ts';
import { differences, writePayload } from '../support/payload.ts';
import { startQbittorrent } from '../support/qbittorrent.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { snapshot } from '../support/snapshot.ts';
import { describeWith } from '../support/tools.ts';
import { startTransmission } from '../support/transmission.ts';
import { infoHashOf, makeTorrentFile } from './torrent-in-hand.ts';

type Report = Omit<Extract<ImportStep, { kind: 'report' }>, 'kind'>;

const album = { 'cover.jpg': 30_000, 'disc 1/01.flac': 250_000, 'disc 2/01.flac': 120_000 };
const albumBytes = 400_000;
const link = 'magnet:?xt=urn:btih:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&dn=link';
const linked = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

interface Kind {
  readonly name: string;
  readonly client: ImportClient;
  readonly tool: string;
  start(folder: string): Promise<SavingClient>;
}

const kinds: readonly Kind[] = [
  {
    name: 'qBittorrent, which keeps files,',
    client: 'qbittorrent',
    tool: 'qbittorrent-nox',
    start: (folder) => startQbittorrent(folder),
  },
  {
    name: 'qBittorrent, which keeps a database,',
    client: 'qbittorrent',
    tool: 'qbittorrent-nox',
    start: (folder) => startQbittorrent(folder, { storage: 'SQLite' }),
  },
  {
    name: 'Transmission',
    client: 'transmission',
    tool: 'transmission-daemon',
    start: (folder) => startTransmission(folder),
  },
  { name: 'Deluge', client: 'deluge', tool: 'deluge', start: startDeluge },
];

for (const { name, client, tool, start } of kinds) {
  describeWith([tool, 'aria2c'], `from ${name}`, () => {
    test('torrents come over with what was said of them, are checked, and are seeded from where they lie', async () => {
      await using folder = await makeTempFolder();
      const at = (...names: string[]) => join(folder.path, ...names);
      const made = async (title: string, files: Record<string, number>) => {
        await writePayload(at('data', title), files);
        const file = await makeTorrentFile(at('data', title), at(`${title}.torrent`));
        return { file, infoHash: await infoHashOf(file) };
      };
      const seeded = await made('album', album);
      const gone = await made('gone', { 'film.mkv': 300_000, 'film.srt': 1_000 });
      const changed = await made('changed', { 'song.flac': 200_000 });
      const paused = await made('paused', { 'talk.opus': 90_000 });

      // A life in the other client: it checks them, gives one away, and one is paused.
      const other = await start(at('other'));
      try {
        for (const { file } of [seeded, gone, changed, paused]) await other.add(file, at('data'));
        await other.hasEverything();
        await other.pause(paused.infoHash);
        // Before what takes a while: it takes links on in its own time.
        await other.add(link, at('data'));
        await using leecher = await startInstance({ dataDir: at('leecher') });
        const { id } = await leecher.json('add', seeded.file, '--to', at('given'), '--peer', other.address);
        await leecher.reaches(id, 'seeding');
        await other.hasGiven(seeded.infoHash, albumBytes);
        await other.quit();
      } finally {
        await other[Symbol.asyncDispose]();
      }
      await rm(at('data', 'gone'), { recursive: true });
      await writePayload(at('data', 'changed'), { 'song.flac': 200_000 });
      const before = { other: await snapshot(at('other')), data: await snapshot(at('data')) };

      await using warren = await startInstance({ dataDir: at('warren') });
      const rows = await warren.json<ImportRow[]>('import', client, '--from', at('other'), '--dry-run');
      const rowOf = (id: string) => rows.find((row) => row.id === id);
      expect(rowOf(seeded.infoHash)).toMatchObject({ verdict: 'ready', state: 'complete', name: 'album' });
      expect(rowOf(gone.infoHash)).toMatchObject({ verdict: 'files-missing' });
      expect(await warren.json('list')).toEqual([]);

      const report = await warren.json<Report>('import', client, '--from', at('other'));
      expect(report.counts).toEqual({ ready: 4, 'files-missing': 1, 'already-there': 0, refused: 0 });

      const torrent = await warren.reaches(seeded.infoHash, 'seeding');
      expect(torrent).toMatchObject({ name: 'album', savePath: at('data'), progress: 1, origin: 'added' });
      expect(torrent.uploadedBytes).toBeGreaterThanOrEqual(albumBytes);
      expect(torrent.ratio).toBeGreaterThanOrEqual(1);
      // Never back to where it might be fetched again unasked.
      const missing = await warren.reaches(gone.infoHash, 'missing');
      expect(missing.reason).toMatch(/film\.(mkv|srt) was not there/u);
      expect(await warren.reaches(changed.infoHash, 'error')).toMatchObject({ reasonCode: 'files-changed' });
      expect(await warren.json('show', paused.infoHash)).toMatchObject({ state: 'paused', progress: 1 });
      expect(await warren.json('show', linked)).toMatchObject({ state: 'downloading', name: 'link' });
      // Again: everything is here already.
      const again = await warren.json<Report>('import', client, '--from', at('other'));
      expect(again.counts).toEqual({ ready: 0, 'files-missing': 0, 'already-there': 5, refused: 0 });

      // A real peer gets it from Warren, where it lies.
      await using peer = await startAria2(at('aria2'));
      await peer.add(seeded.file, at('downloads'));
      await warren.json('add-peer', seeded.infoHash, peer.address);
      await peer.hasEverything();
      expect(await differences(at('data', 'album'), at('downloads', 'album'))).toEqual([]);

      expect(await snapshot(at('other'))).toEqual(before.other);
      expect(await snapshot(at('data'))).toEqual(before.data);
    });
  });
}
