import type { Block } from '../block.ts';

/** What one peer has and was asked for. After `leave` nothing of it counts. */
export interface PickerPeer {
  /** The wire's bytes; false when length or spare bits are wrong (BEP 3), or it is the second that says it all. */
  bitfield(bytes: Uint8Array): boolean;
  /** False when there is no such piece. */
  have(piece: number): boolean;
  /** Instead of a bitfield (BEP 6); ignored after one. */
  haveAll(): void;
  haveNone(): void;
  /** BEP 54. What was asked of the piece is back. */
  dontHave(piece: number): void;
  has(piece: number): boolean;
  readonly pieceCount: number;
  readonly isSeed: boolean;
  /** It has something that is wanted and not verified. */
  readonly isInteresting: boolean;
  /** Blocks asked and not come. */
  readonly asked: number;
  /** Asks for up to `count` blocks: appended to `into`. `onlyPieces`: what may be asked while choked (BEP 6). */
  pick(count: number, into: Block[], onlyPieces?: ReadonlySet<number>): void;
  /** For a web seed: asks for a run of whole unbegun pieces of at most `maxBytes`. */
  pickRun(maxBytes: number): { piece: number; pieces: number } | undefined;
  isAsked(piece: number, begin: number, length: number): boolean;
  /** Rejected or timed out; when the block comes after all while it is missing, it is welcome. */
  giveBack(piece: number, begin: number): void;
  /** Choked without the fast extension, or snubbed. */
  giveBackAll(): void;
  /**
   * Under suspicion: from here on it begins whole pieces, which nobody else is asked for, so that a wrong one is its own
   * fault. What others have left is asked of it only when it would stand idle.
   */
  setAlone(isAlone: boolean): void;
  /** What it was asked of pieces without a deadline, appended to `into`; when such a block comes after all it is welcome. */
  giveBackWhatCanWait(into: Block[]): void;
  leave(): void;
}

/**
 * `wanted`: take it. `duplicate`: it is here already. `unasked`: nobody asked this peer for it (or not for this length),
 * or it came too late and there is no buffer for its piece.
 */
export type Arrival = 'wanted' | 'duplicate' | 'unasked';

/** A piece of which something came, and which is not verified. */
export interface Partial {
  readonly piece: number;
  hasBlock(block: number): boolean;
}

export interface Picker {
  join(): PickerPeer;
  /** 0 (not wanted) to 7 (first); 4 until told. */
  setPriority(piece: number, priority: number): void;
  /** In the time of `nowMs`; forgotten once the piece is verified. */
  setDeadline(piece: number, atMs: number | null): void;
  setSequential(isOn: boolean): void;
  /** Complete on disk, also at the start for what is there. */
  verified(piece: number): void;
  /** Its hash was wrong, or what came of it was dropped: all its blocks are wanted again. */
  failed(piece: number): void;
  /** Was verified and is not there any more. */
  lost(piece: number): void;
  /** What is there of a piece from before a restart; says nothing about pieces that are begun or verified. */
  restore(piece: number, hasBlock: (block: number) => boolean): void;
  /** A block came. `cancels`: appended are the others that were asked for the same and need not send it. */
  arrived(peer: PickerPeer, piece: number, begin: number, length: number, cancels: PickerPeer[]): Arrival;
  /** All its blocks came (whether or not it is verified). */
  isPieceFull(piece: number): boolean;
  isVerified(piece: number): boolean;
  /** Peers that have it, seeds included. */
  availability(piece: number): number;
  /** Begun and not verified. */
  readonly openPieces: number;
  partials(): Iterable<Partial>;
  /** Pieces, words of pieces, blocks and peers looked at since the start: what its speed is tested by. */
  readonly steps: number;
}
