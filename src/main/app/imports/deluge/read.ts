import { join } from 'node:path';
import { readForeignFile, readForeignFileIfThere } from '../foreign-file.ts';
import { findingOf, ImportError, type Finding } from '../finding.ts';
import { maxBytes } from '../limits.ts';
import { readDelugeLabels } from './labels.ts';
import { readDeluge, readResumes, readState } from './torrents.ts';

/**
 * What Deluge keeps in `state`: a list of all torrents, the resume data of all of them in another file, and a .torrent
 * file each. Where one of the first two is damaged, the copy that Deluge made before is used, as it does itself.
 * @throws ImportError when the list cannot be read
 */
export async function* readDelugeFolder(folder: string): AsyncGenerator<Finding> {
  const state = join(folder, 'state');
  const torrents = await firstReadable([join(state, 'torrents.state'), join(state, 'torrents.state.bak')], {
    maxBytes: maxBytes.list,
    read: readState,
  });
  const resumes = await resumesIn(state);
  const labels = readDelugeLabels((await labelFile(folder)) ?? new Uint8Array());
  for (const torrent of torrents) {
    const { infoHash } = torrent;
    yield findingOf(infoHash, async () =>
      readDeluge(torrent, {
        resume: resumes.get(infoHash),
        torrent: await readForeignFileIfThere(join(state, `${infoHash}.torrent`), maxBytes.torrent),
        label: labels.get(infoHash),
      }),
    );
  }
}

/** Without it, amounts are unknown and everything is hashed; the torrents are there. */
async function resumesIn(state: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = ['torrents.fastresume', 'torrents.fastresume.bak'].map((name) => join(state, name));
  try {
    return await firstReadable(names, { maxBytes: maxBytes.resumes, read: readResumes });
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return new Map();
  }
}

async function labelFile(folder: string): Promise<Uint8Array | undefined> {
  try {
    return await readForeignFileIfThere(join(folder, 'label.conf'), maxBytes.labels);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return undefined;
  }
}

async function firstReadable<T>(
  paths: readonly string[],
  { maxBytes: limit, read }: { readonly maxBytes: number; read(bytes: Uint8Array): T | Promise<T> },
): Promise<T> {
  let first: ImportError | undefined;
  for (const path of paths) {
    try {
      return await read(await readForeignFile(path, limit));
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      first ??= error;
    }
  }
  throw first ?? new ImportError('unreadable', 'There is no list of torrents.');
}
