import type { Content, FileStamp } from '#shared/contract/engine.ts';
import { hasPiece, makeBitfield, setPiece } from '#shared/domain/bitfield.ts';
import type { Layout } from './layout.ts';
import type { Progress } from './progress-file.ts';

export interface Trust {
  /** Pieces that are there without a doubt. */
  readonly bitfield: Uint8Array<ArrayBuffer>;
  /** Pieces that must be hashed before anyone is told of them. */
  readonly suspects: readonly number[];
  /** Files that had pieces and are gone. */
  readonly missingFiles: readonly number[];
}

/** Between the last write to a data file and the mark in the progress file, and for coarse file times, ms. */
const markingSlackMs = 2_000;

/**
 * Which pieces can be believed after a pause, a crash or a power cut without hashing them again.
 * A file that looks as it did at the last checkpoint is believed; so is one that was last written before the last piece
 * was marked, when we were killed while writing it, and that is long enough for all that is claimed of it. Everything
 * else that claims to be there is hashed.
 */
export function decideTrust(
  layout: Layout,
  { resume, files }: Pick<Content, 'resume' | 'files'>,
  progress: Progress | undefined,
  stampsNow: readonly (FileStamp | null)[],
): Trust {
  const bitfield = makeBitfield(layout.pieceCount);
  if (resume === null) {
    // Nothing is known: whatever lies there already may be ours, and hashing tells.
    const found = files.some((file, index) => file.sizeBytes > 0 && (stampsNow[index]?.sizeBytes ?? 0) > 0);
    return {
      bitfield,
      suspects: found ? piecesOfFiles(layout, (index) => (stampsNow[index]?.sizeBytes ?? 0) > 0) : [],
      missingFiles: [],
    };
  }
  const claims = (piece: number) =>
    hasPiece(resume.bitfield, piece) || (progress !== undefined && hasPiece(progress.bitfield, piece));
  // After a power cut the marks may be newer than the data they speak of.
  const isMarkOnly = (piece: number) => !resume.isSameBoot && !hasPiece(resume.bitfield, piece);
  const doubted = new Set<number>();
  const missingFiles: number[] = [];

  for (const [index, file] of files.entries()) {
    const range = layout.piecesOfFile(index);
    if (range === undefined || file.kind !== 'content') continue;
    const [first, last] = range;
    const now = stampsNow[index] ?? null;
    const claimed: number[] = [];
    for (let piece = first; piece <= last; piece++) if (claims(piece)) claimed.push(piece);
    const claimedEnd = Math.min(
      file.sizeBytes,
      ((claimed.at(-1) ?? -1) + 1) * layout.content.pieceSizeBytes - file.offset,
    );
    const isLongEnough = now !== null && now.sizeBytes >= claimedEnd;
    if (isLongEnough && looksUntouched(file.stamp, now, resume.endedCleanly ? undefined : progress)) continue;
    for (const piece of claimed) doubted.add(piece);
    if (now === null && claimed.length > 0) missingFiles.push(index);
  }
  const suspects: number[] = [];
  for (let piece = 0; piece < layout.pieceCount; piece++) {
    if (!claims(piece)) continue;
    if (doubted.has(piece) || isMarkOnly(piece)) suspects.push(piece);
    else setPiece(bitfield, piece, true);
  }
  return { bitfield, suspects, missingFiles };
}

function looksUntouched(stamp: FileStamp | null, now: FileStamp, progress: Progress | undefined): boolean {
  if (stamp !== null && stamp.sizeBytes === now.sizeBytes && stamp.modifiedMs === now.modifiedMs) return true;
  // The time of a file that we write goes on only: an older one is another file.
  const isOlder = stamp !== null && now.modifiedMs < stamp.modifiedMs;
  return progress !== undefined && !isOlder && now.modifiedMs <= progress.markedMs + markingSlackMs;
}

function piecesOfFiles(layout: Layout, includes: (file: number) => boolean): number[] {
  const pieces = new Set<number>();
  for (const index of layout.content.files.keys()) {
    const range = layout.piecesOfFile(index);
    if (range === undefined || !includes(index)) continue;
    for (let piece = range[0]; piece <= range[1]; piece++) pieces.add(piece);
  }
  return [...pieces].sort((a, b) => a - b);
}
