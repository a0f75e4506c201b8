import { rmSync } from 'node:fs';
import type { Library } from '../../catalog/index.ts';
import { artworkFiles } from './scan/keep-artwork.ts';
import type { Scanner } from './scanner.ts';

/** In one go, so that nobody waits for it longer than some hundredths of a second; the rest goes the next time. */
const mostInOneGo = 500;

/**
 * Deletes thumbnails that nothing shows any more: what was forgotten is to be seen nowhere. Synchronous, and not while a
 * scan runs: that makes a thumbnail before it saves the file that shows it.
 */
export function makeArtworkSweeper({
  library,
  scanner,
  folder,
}: {
  readonly library: Pick<Library, 'scan'>;
  readonly scanner: Pick<Scanner, 'progress'>;
  /** Of the thumbnails. */
  readonly folder: string;
}): () => void {
  return () => {
    if (scanner.progress().state !== 'idle') return;
    const unused = library.scan.unusedArtwork().slice(0, mostInOneGo);
    for (const id of library.scan.forgetArtwork(unused)) {
      const { large, small } = artworkFiles(folder, id);
      rmSync(large, { force: true });
      rmSync(small, { force: true });
    }
  };
}
