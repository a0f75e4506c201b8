import { join, posix } from 'node:path';
import type { ScannedPlaylist } from '#shared/domain/library/scanned-file.ts';
import {
  makeFilesBelow,
  makeMemoryTurns,
  parsePlaylist,
  problemOf,
  readSmallFile,
  ReadProblem,
  resolveEntry,
  type Problem,
} from '../../../media/index.ts';
import type { Walked } from './walk.ts';

/** 100,000 entries with long names, bytes. */
const maxBytes = 16 * 1024 * 1024;

export interface FileProblem {
  readonly path: string;
  readonly problem: Problem;
}

export interface ReadPlaylists {
  readonly playlists: readonly ScannedPlaylist[];
  readonly problems: readonly FileProblem[];
}

/** All playlist files of a folder, with those of their entries that are there. */
export async function readPlaylists(
  root: string,
  { files }: Walked,
  bounds: { readonly signal: AbortSignal; readonly maxMs: number },
): Promise<ReadPlaylists> {
  const lists = files.filter(({ kind }) => kind === 'playlist');
  const media = files.filter(({ kind }) => kind !== 'playlist').map(({ path }) => path);
  const below = makeFilesBelow(root, media);
  const playlists: ScannedPlaylist[] = [];
  const problems: FileProblem[] = [];
  for (const { path } of lists) {
    try {
      const bytes = await readSmallFile(join(root, path), { ...bounds, maxBytes, turns: makeMemoryTurns() });
      const list = parsePlaylist(bytes);
      if (list === undefined) throw new ReadProblem('bad-playlist', 'This is no list of names.');
      const folder = posix.dirname(path);
      const entries = list.entries.map((entry) => resolveEntry(entry, folder, below));
      playlists.push({
        path,
        name: list.name ?? posix.parse(path).name,
        entries: entries.filter((entry) => entry !== undefined),
      });
    } catch (error) {
      bounds.signal.throwIfAborted();
      problems.push({ path, problem: { ...problemOf(error), code: 'bad-playlist' } });
    }
  }
  return { playlists, problems };
}
