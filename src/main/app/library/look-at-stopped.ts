import { stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { PlacedFile } from '#shared/contract/engine.ts';
import { hasPiece } from '#shared/domain/bitfield.ts';
import type { FileNow } from '#shared/domain/library/stopped-share.ts';
import type { StoredContent, StoredProgress } from '../../catalog/index.ts';
import { whyNotOpened } from '../player/not-there.ts';

interface StoppedTransfer {
  /** Absolute. */
  readonly savePath: string;
  readonly content: StoredContent;
  readonly progress: StoredProgress | undefined;
  /** Of the library. */
  readonly folders: readonly string[];
}

/** Looks at each file of a transfer that has stopped by itself, one after the other: nobody waits for it. */
export async function lookAtStopped({
  savePath,
  content,
  progress,
  folders,
}: StoppedTransfer): Promise<FileNow[]> {
  const looks: FileNow[] = [];
  for (const file of content.files) {
    const path = join(savePath, ...file.path);
    const look = file.kind === 'content' ? await lookAt(path, file, folders) : 'same';
    const wrong =
      look === 'same' && progress !== undefined
        ? wrongPieces(file, content.pieceSizeBytes, progress.bitfield)
        : 'nothing';
    looks.push({ look, wrong });
  }
  return looks;
}

async function lookAt(
  path: string,
  { stamp }: PlacedFile,
  folders: readonly string[],
): Promise<FileNow['look']> {
  try {
    const now = await stat(path);
    if (!now.isFile()) return 'gone';
    if (stamp === null) return 'back';
    return stamp.sizeBytes === now.size && stamp.modifiedMs === now.mtimeMs ? 'same' : 'changed';
  } catch (error) {
    const folder = nearestOf(folders, path);
    if (folder === undefined) return 'unreadable'; // nothing in the library tells of it
    const { code } = await whyNotOpened(error, folder);
    return code === 'drive-away' ? 'away' : code === 'path-missing' ? 'gone' : 'unreadable';
  }
}

function wrongPieces({ offset, sizeBytes }: PlacedFile, pieceSizeBytes: number, bitfield: Uint8Array) {
  const end = offset + sizeBytes;
  let wrong: FileNow['wrong'] = 'nothing';
  for (let piece = Math.floor(offset / pieceSizeBytes); piece * pieceSizeBytes < end; piece++) {
    if (hasPiece(bitfield, piece)) continue;
    if (piece * pieceSizeBytes >= offset && (piece + 1) * pieceSizeBytes <= end) return 'inside';
    wrong = 'at-edge';
  }
  return wrong;
}

/** A folder of the library may lie in another one. */
function nearestOf(folders: readonly string[], path: string): string | undefined {
  const around = folders.filter((folder) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep));
  return around.sort((one, other) => other.length - one.length)[0];
}
