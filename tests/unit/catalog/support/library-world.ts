import { join } from 'node:path';
import { openLibrary, type Library } from '../../../../src/main/catalog/index.ts';
import {
  albumQuerySchema,
  trackQuerySchema,
  videoQuerySchema,
} from '../../../../src/shared/contract/library.ts';
import type { ScannedFile } from '../../../../src/shared/domain/library/scanned-file.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

/** What the tags of the track say that most tests are about. */
export const firstTrack = {
  title: 'One',
  artists: ['Björk'],
  album: 'Debut',
  albumArtist: 'Björk',
  trackNumber: 1,
  year: 1993,
};

export const now = new Date('2026-11-22T12:00:00.000Z');
export const later = (ms: number): Date => new Date(now.getTime() + ms);

/** A library with one folder, in a file of its own that goes with it. */
export async function makeLibraryWorld(files: readonly ScannedFile[] = []) {
  const folder = await makeTempFolder();
  const path = join(folder.path, 'library.sqlite');
  const library = openLibrary(path, now);
  const folderId = library.folders.add('/music', now).id;
  library.scan.save(folderId, files, now);
  return {
    path,
    library,
    folderId,
    save: (...more: ScannedFile[]) => library.scan.save(folderId, more, now),
    fileId(name: string): number {
      const found = library.scan.known(folderId).find((file) => file.path === name);
      if (found === undefined) throw new Error(`no file ${name}`);
      return found.fileId;
    },
    async [Symbol.asyncDispose]() {
      library[Symbol.dispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/* Lists as a page would ask for them, with what it does not say. */
export const albumsOf = (library: Library, query: object = {}) =>
  library.browse.albums(albumQuerySchema.parse(query)).rows;
export const tracksOf = (library: Library, query: object = {}) =>
  library.browse.tracks(trackQuerySchema.parse(query)).rows;
export const videosOf = (library: Library, query: object = {}) =>
  library.browse.videos(videoQuerySchema.parse(query)).rows;
export const namePage = { offset: 0, limit: 100, isDescending: false } as const;
