import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { artworkFiles } from '../../../../src/main/app/library/scan/keep-artwork.ts';
import { makeArtworkSweeper } from '../../../../src/main/app/library/sweep-artwork.ts';
import { openLibrary } from '../../../../src/main/catalog/index.ts';
import { makeCollectionTrack } from '../../../support/made-collection.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

async function makeWorld(state: 'idle' | 'reading') {
  const temp = await makeTempFolder();
  const library = openLibrary(join(temp.path, 'library.sqlite'), new Date());
  const folder = join(temp.path, 'artwork');
  await mkdir(folder);
  const { id } = library.folders.add('/music', new Date());
  const [shown, unused] = ['a'.repeat(40), 'b'.repeat(40)];
  for (const hash of [shown, unused]) {
    library.scan.addArtwork({ id: hash, width: 320, height: 320, sizeBytes: 9 });
    for (const path of Object.values(artworkFiles(folder, hash))) await writeFile(path, 'picture');
  }
  library.scan.save(id, [{ ...makeCollectionTrack(0), artwork: shown }], new Date());
  const progress = { state } as ReturnType<Parameters<typeof makeArtworkSweeper>[0]['scanner']['progress']>;
  const sweep = makeArtworkSweeper({ library, folder, scanner: { progress: () => progress } });
  return {
    sweep,
    left: () =>
      [shown, unused].map(
        (hash) => Object.values(artworkFiles(folder, hash)).filter((path) => existsSync(path)).length,
      ),
    async [Symbol.asyncDispose]() {
      library[Symbol.dispose]();
      await temp[Symbol.asyncDispose]();
    },
  };
}

test('thumbnails that nothing shows any more go, others stay', async () => {
  await using world = await makeWorld('idle');
  world.sweep();
  expect(world.left()).toEqual([2, 0]);
});

test('none goes while a scan runs: what it has made may not be saved yet', async () => {
  await using world = await makeWorld('reading');
  world.sweep();
  expect(world.left()).toEqual([2, 2]);
});
