import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openLibrary } from '../../../src/main/catalog/index.ts';
import { makeAudioFile } from '../../support/scanned-files.ts';
import { makeLibraryWorld, now, tracksOf } from './support/library-world.ts';

/** More than are forgotten in one go. */
const many = Array.from({ length: 500 }, (_, n) =>
  makeAudioFile(`${n}.mp3`, { title: `Song ${n}`, artists: ['A'], album: 'X', albumArtist: 'A' }),
);

function countIn(path: string, table: string): unknown {
  const db = new Sqlite(path, { readonly: true });
  const count = db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  db.close();
  return count;
}

test('a folder that was to be forgotten is, also when Warren ended in the middle of it', async () => {
  await using world = await makeLibraryWorld(many);
  const { library, folderId, path } = world;
  library.marks.setPosition(tracksOf(library)[0]?.id ?? 'track-1', null, now);
  // Its first step is done when it gives way to others.
  const forgetting = library.folders.remove(folderId, { isForgotten: true, now });
  library[Symbol.dispose]();
  await forgetting;
  expect(countIn(path, 'file')).toBeGreaterThan(0);

  using again = openLibrary(path, now);
  expect(tracksOf(again)).toEqual([]);
  await again.folders.finishForgetting();
  for (const table of ['file', 'track', 'album', 'artist', 'folder', 'to_forget'])
    expect(countIn(path, table), table).toBe(0);
});

test('so is what is missing, and what came back meanwhile stays', async () => {
  await using world = await makeLibraryWorld(many);
  const { library, path } = world;
  library.scan.markMissing(
    many.map((_, n) => world.fileId(`${n}.mp3`)),
    now,
  );
  const last = world.fileId('499.mp3');
  const forgetting = library.folders.forgetMissing();
  library[Symbol.dispose]();
  expect(await forgetting).toBe(500);

  using again = openLibrary(path, now);
  expect(tracksOf(again, { limit: 500 }).length).toBeLessThan(500);
  again.scan.markThere([last]);
  await again.folders.finishForgetting();
  expect(tracksOf(again)).toMatchObject([{ title: 'Song 499' }]);
  expect(countIn(path, 'to_forget')).toBe(0);
});

test('a folder that is added again while it is forgotten stays in the library', async () => {
  await using world = await makeLibraryWorld(many);
  const { library, folderId, path } = world;
  const forgetting = library.folders.remove(folderId, { isForgotten: true, now });
  library.folders.add('/music', now);
  await forgetting;
  await library.folders.finishForgetting();
  expect(library.folders.all()).toMatchObject([{ path: '/music' }]);
  expect(countIn(path, 'to_forget')).toBe(0);
});
