import { fullBitfield, hasPiece, makeBitfield, setPiece } from '#shared/domain/bitfield.ts';
import type { Metainfo } from '#shared/domain/metainfo.ts';
import type { FoundTorrent } from './finding.ts';

export interface Claims {
  /** Pieces that are said to lie in the files, to be hashed before anybody is told of them. */
  readonly bitfield: Uint8Array<ArrayBuffer>;
  /** Of the wanted files, said to be there. */
  readonly doneBytes: number;
  readonly wantedBytes: number;
  /** All that is wanted is claimed: nothing of it may be fetched again unasked. */
  readonly areComplete: boolean;
}

/**
 * What a client claims to hold of the wanted files. Pieces that reach into a file that is not wanted are left out: what
 * is in that file lies elsewhere (libtorrent keeps it in a `.parts` file of its own).
 */
export function claimsOf(
  { claims, wasComplete }: Pick<FoundTorrent, 'claims' | 'wasComplete'>,
  { files, sizeBytes, pieceSizeBytes }: Metainfo,
  isWanted: (file: number) => boolean,
): Claims {
  const pieceCount = Math.ceil(sizeBytes / pieceSizeBytes);
  const claimed = bitfieldOf(wasComplete && claims === 'unknown' ? 'all' : claims, pieceCount);
  const needed = makeBitfield(pieceCount);
  const apart = makeBitfield(pieceCount);
  let wantedBytes = 0;
  for (const [index, { kind, offset, sizeBytes: size }] of files.entries()) {
    if (kind !== 'content' || size === 0) continue;
    if (isWanted(index)) wantedBytes += size;
    const marks = isWanted(index) ? needed : apart;
    const last = Math.floor((offset + size - 1) / pieceSizeBytes);
    for (let piece = Math.floor(offset / pieceSizeBytes); piece <= last; piece++)
      setPiece(marks, piece, true);
  }
  const bitfield = claimed.map((byte, index) => byte & (needed[index] ?? 0) & ~(apart[index] ?? 0));
  const areComplete = needed.every((byte, index) => (byte & ~(bitfield[index] ?? 0)) === 0);
  const doneBytes = areComplete
    ? wantedBytes
    : Math.min(wantedBytes, bytesOf(bitfield, sizeBytes, pieceSizeBytes));
  return { bitfield, doneBytes, wantedBytes, areComplete };
}

function bitfieldOf(claims: FoundTorrent['claims'], pieceCount: number): Uint8Array<ArrayBuffer> {
  if (claims === 'all') return fullBitfield(pieceCount);
  const bitfield = makeBitfield(pieceCount);
  if (claims !== 'unknown') bitfield.set(claims.subarray(0, bitfield.length));
  const whole = fullBitfield(pieceCount);
  return bitfield.map((byte, index) => byte & (whole[index] ?? 0));
}

function bytesOf(bitfield: Uint8Array, sizeBytes: number, pieceSizeBytes: number): number {
  let bytes = 0;
  for (let piece = 0; piece * pieceSizeBytes < sizeBytes; piece++)
    if (hasPiece(bitfield, piece)) bytes += Math.min(pieceSizeBytes, sizeBytes - piece * pieceSizeBytes);
  return bytes;
}
