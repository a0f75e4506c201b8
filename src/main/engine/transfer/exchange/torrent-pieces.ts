import type { StoreReader } from '../../content/store-reader.ts';

/** The pieces of one torrent as its exchange needs them; content/ has the files behind it. */
export interface TorrentPieces {
  readonly pieceCount: number;
  readonly pieceBytes: number;
  readonly totalBytes: number;
  sizeOfPiece(piece: number): number;
  /** SHA-1, 20 bytes. */
  hashOfPiece(piece: number): Uint8Array;
  /** Verified and written. */
  has(piece: number): boolean;
  /** 0: not wanted; else the higher the sooner. */
  priorityOf(piece: number): number;
  /** One bit for each piece (BEP 3). */
  readonly bitfield: Uint8Array;
  /** Every piece, wanted or not. */
  readonly isWhole: boolean;
  readonly isEmpty: boolean;
  /** Resolves when the system has the verified piece. @throws ContentError */
  write(piece: number, bytes: Uint8Array): Promise<void>;
  readonly reader: StoreReader;
}
