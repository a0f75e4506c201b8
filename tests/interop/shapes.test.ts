import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseMetainfo } from '../../src/shared/domain/metainfo.ts';
import { startInstance } from '../support/instance.ts';
import { startLibtorrent } from '../support/libtorrent.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { payloadShapes, torrentShapes, type Shape, type TorrentShape } from './shapes.ts';

async function describeTorrent(file: string) {
  const { pieceSizeBytes, files } = parseMetainfo(await readFile(file), { windows: false });
  return { pieceSizeBytes, paddingFiles: files.filter(({ kind }) => kind === 'padding').length };
}

/** A folder with a payload to seed, and the name that is shared of it. */
async function makeWorld({ sizes }: Shape) {
  const folder = await makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  await writePayload(at('seeds'), sizes);
  const [root = ''] = Object.keys(sizes)[0]?.split('/') ?? [];
  return { at, root, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describeWith(['python3-libtorrent'], 'payloads of all shapes', () => {
  test.concurrent.for<Shape | TorrentShape>([...payloadShapes, ...torrentShapes])(
    'Warren downloads from libtorrent: $what',
    async (shape) => {
      await using world = await makeWorld(shape);
      const { at, root } = world;
      await using seeder = await startLibtorrent();
      const options = 'make' in shape ? shape.make : {};
      const torrentFile = await seeder.make(at('seeds', root), at('shape.torrent'), options);
      await seeder.add(torrentFile, at('seeds'));
      await seeder.hasEverything();
      await using warren = await startInstance({ dataDir: at('warren') });

      const where = ['--to', at('downloads'), '--peer', seeder.address];
      const { id } = await warren.json('add', torrentFile, ...where);
      await warren.reaches(id, 'seeding');

      expect(await differences(at('seeds'), at('downloads'))).toEqual([]);
    },
  );

  test.concurrent.for(payloadShapes)('libtorrent downloads what Warren shares: $what', async (shape) => {
    await using world = await makeWorld(shape);
    const { at, root } = world;
    await using warren = await startInstance({ dataDir: at('warren') });
    await warren.listenPort();
    const { id } = await warren.json('share', at('seeds', root), '--out', at('shape.torrent'));
    await using leecher = await startLibtorrent();

    await leecher.add(at('shape.torrent'), at('downloads'));
    await warren.json('add-peer', id, leecher.address);
    await leecher.hasEverything();

    expect(await differences(at('seeds'), at('downloads'))).toEqual([]);
  });

  test.concurrent.for(torrentShapes)(
    'libtorrent downloads what Warren found on the disk: $what',
    async (shape) => {
      await using world = await makeWorld(shape);
      const { at, root } = world;
      await using leecher = await startLibtorrent();
      const torrentFile = await leecher.make(at('seeds', root), at('shape.torrent'), shape.make);
      expect(await describeTorrent(torrentFile)).toEqual({
        pieceSizeBytes: shape.make.pieceSizeBytes,
        paddingFiles: shape.paddingFiles,
      });
      await using warren = await startInstance({ dataDir: at('warren') });
      const { id } = await warren.json('add', torrentFile, '--to', at('seeds'));
      await warren.reaches(id, 'seeding');

      await leecher.add(torrentFile, at('downloads'));
      await warren.json('add-peer', id, leecher.address);
      await leecher.hasEverything();

      expect(await differences(at('seeds'), at('downloads'))).toEqual([]);
      expect(await warren.json('show', id)).toMatchObject({ downloadedBytes: 0 });
    },
  );
});
