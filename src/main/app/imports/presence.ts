import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlacedFile } from '#shared/contract/engine.ts';
import { hasPiece } from '#shared/domain/bitfield.ts';
import type { Claims } from './claims.ts';
import { ImportError } from './finding.ts';

/** Transmission’s ending for a file that is not whole yet. */
const partEnding = '.part';

export type Presence = 'there' | { readonly missing: string };

/**
 * Whether files of which something is claimed are where they should be; only the system is asked, no file is opened.
 * @throws ImportError `unfinished-names` where a file lies there with the ending of an unfinished one
 */
export async function lookForFiles(
  savePath: string,
  files: readonly PlacedFile[],
  { claims, pieceSizeBytes }: { readonly claims: Claims; readonly pieceSizeBytes: number },
): Promise<Presence> {
  const isClaimed = ({ offset, sizeBytes }: PlacedFile) => {
    const last = Math.floor((offset + sizeBytes - 1) / pieceSizeBytes);
    for (let piece = Math.floor(offset / pieceSizeBytes); piece <= last; piece++)
      if (hasPiece(claims.bitfield, piece)) return true;
    return false;
  };
  for (const file of files) {
    if (file.kind !== 'content' || file.sizeBytes === 0 || !file.isWanted) continue;
    const path = join(savePath, ...file.path);
    if (await isFile(path)) continue;
    if (await isFile(path + partEnding))
      throw new ImportError(
        'unfinished-names',
        'Its unfinished files have an ending of their own (.part); let it finish there, or switch that ending off.',
      );
    if (isClaimed(file)) return { missing: path };
  }
  return 'there';
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
