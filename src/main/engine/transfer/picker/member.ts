import type { Worker } from './open-piece.ts';
import { isInSet, type PieceSet } from './piece-set.ts';

/** A peer with all that the picker knows of it. */
export interface Member extends Worker {
  /** It said that it has everything before anything else: counted apart, without a step per piece. */
  isWhole: boolean;
  /** What it has, when it is not whole; `undefined` until it told of a piece. */
  pieces: PieceSet | undefined;
  pieceCount: number;
  /** A piece it had that was wanted: while both hold it is interesting. Not kept while it is whole. */
  witness: number;
  /** The piece that was begun for it last, -2 before: nothing lies behind that. */
  begunLast: number;
  /** It is asked for whole pieces, and nobody else for the same. */
  isAlone: boolean;
  /** Versions of the lists at which it found nothing in them. */
  noWantedAt: number;
  noUnbegunAt: number;
  noOrphanAt: number;
  noSharedAt: number;
  /** Where the last search for blocks to ask again broke off; -1: at the newest piece. */
  againFrom: number;
  /** Blocks it gave back, which may come after all; in blocks from the torrent's start. */
  readonly lapsed: Set<number>;
}

/** It has something new: what it found nothing in must be looked at again. */
export function forgetSearches(member: Member): void {
  member.noWantedAt = -1;
  member.noUnbegunAt = -1;
  member.noOrphanAt = -1;
  member.noSharedAt = -1;
}

export const has = (member: Member, piece: number): boolean =>
  member.isWhole || (member.pieces !== undefined && isInSet(member.pieces, piece));
