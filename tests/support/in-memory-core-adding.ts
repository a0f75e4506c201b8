import type { addingApi, Inspection } from '../../src/shared/contract/adding.ts';
import type { Handlers } from '../../src/shared/contract/define.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import { parseMagnet } from '../../src/shared/domain/magnet.ts';
import { magnetOf } from './in-memory-core-details.ts';
import { exampleFiles, exampleInfoHash, exampleTorrent } from './in-memory-core-examples.ts';
import { beat } from './in-memory-core-streams.ts';
import type { World } from './in-memory-core-world.ts';

/** Examples from here on came while somebody looked. */
const addedNumber = 900_000;

/** How torrents come into the list. */
export function addingHandlers(world: World): Handlers<typeof addingApi> {
  let added = 0;

  function inspect(source: { magnet: string } | { torrentFile: string }): Inspection {
    const common = { savePath: '/home/mara/Downloads', freeBytes: world.freeBytes, isPrivate: false };
    if ('magnet' in source) {
      const magnet = parseMagnet(source.magnet);
      if (typeof magnet === 'string') throw new AppError('invalid-torrent', 'This link leads nowhere.');
      return {
        ...common,
        infoHash: magnet.infoHash,
        name: magnet.name ?? null,
        sizeBytes: null,
        files: null,
        trackers: [...magnet.trackers],
        isAlreadyThere: world.torrents.rows.has(magnet.infoHash),
      };
    }
    const files = exampleFiles('Harbour Tapes', world.fileCountInTorrentFile);
    return {
      ...common,
      infoHash: exampleInfoHash(addedNumber + added),
      name: 'Harbour Tapes – First Light (FLAC)',
      sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      files: files.map(({ index, path, sizeBytes }) => ({ index, path, sizeBytes })),
      trackers: ['udp://tracker.example:6969/announce', 'https://tracker.example/announce'],
      isAlreadyThere: false,
    };
  }

  return {
    'folders.inspect': async ({ path }) => {
      await world.enter('folders.inspect', { path });
      return { path, isThere: true, freeBytes: world.freeBytes };
    },
    'torrents.inspect': async ({ source }) => {
      await world.enter('torrents.inspect', { source });
      return inspect(source);
    },
    'torrents.add': async (input) => {
      await world.enter('torrents.add', input);
      const inspection = inspect(input.source);
      const torrent = exampleTorrent(addedNumber + added++, {
        id: inspection.infoHash,
        infoHash: inspection.infoHash,
        name: inspection.name ?? inspection.infoHash,
        state: input.paused ? 'paused' : 'downloading',
        reasonCode: inspection.files === null && !input.paused ? 'fetching-metadata' : null,
        progress: 0,
        sizeBytes: inspection.sizeBytes ?? 0,
        downloadedBytes: 0,
        completedAt: null,
        fileCount: inspection.files?.length ?? 0,
        savePath: input.savePath ?? inspection.savePath,
        profile: input.profile ?? world.settings.defaultProfile,
        addedAt: new Date().toISOString(),
      });
      world.torrents.put(torrent);
      return torrent;
    },
    'torrents.share': async function* (input, { signal }) {
      await world.enter('torrents.share', input);
      const totalBytes = 2_310_000_000;
      for (const step of [0, 1, 2, 3]) {
        yield { kind: 'hashing', doneBytes: (totalBytes * step) / 4, totalBytes };
        await beat(signal);
        if (step === 2) await world.enter('torrents.share half way', undefined);
        if (signal.aborted) return;
      }
      const name = input.name ?? input.path.split('/').at(-1) ?? input.path;
      const torrent = exampleTorrent(addedNumber + added++, {
        name,
        sizeBytes: totalBytes,
        isPrivate: input.isPrivate,
        profile: input.profile ?? world.settings.defaultProfile,
      });
      world.torrents.put({ ...torrent, addedAt: new Date().toISOString() });
      yield {
        kind: 'shared',
        id: torrent.id,
        infoHash: torrent.infoHash,
        magnet: magnetOf(torrent),
        torrentFile: `/data/${torrent.id}.torrent`,
      };
    },
  };
}
