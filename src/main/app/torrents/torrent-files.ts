import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeTorrentFile } from '#shared/domain/torrent-file.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Paths } from '../../ports/paths.ts';

/** A .torrent file of each torrent, in the data directory, for the user to take and for a catalog that is lost. */
export function makeTorrentFiles({ paths }: { readonly paths: Paths }) {
  const pathOf = (infoHash: InfoHash) => join(paths.torrentFiles, `${infoHash}.torrent`);
  return {
    pathOf,
    async write(
      infoHash: InfoHash,
      parts: {
        readonly infoBytes: Uint8Array;
        readonly trackers: readonly (readonly string[])[];
        readonly webSeeds: readonly string[];
      },
    ): Promise<void> {
      await mkdir(paths.torrentFiles, { recursive: true, mode: 0o700 });
      await writeFile(pathOf(infoHash), encodeTorrentFile(parts), { mode: 0o600 });
    },
    /** Undefined while the metadata of a magnet link is not here. */
    read: (infoHash: InfoHash): Promise<Buffer | undefined> =>
      readFile(pathOf(infoHash)).catch(() => undefined),
    remove: (infoHash: InfoHash): Promise<void> => rm(pathOf(infoHash), { force: true }),
  };
}
export type TorrentFiles = ReturnType<typeof makeTorrentFiles>;
