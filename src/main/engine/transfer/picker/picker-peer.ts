import type { Block } from '../block.ts';

/** One peer as the picker sees it: what it has, and what it was asked for. */
export interface PickerPeer {
  /** As it comes over the wire. False when its length or its spare bits are wrong (BEP 3). */
  bitfield(bits: Uint8Array): boolean;
  /** False when there is no such piece. */
  have(piece: number): boolean;
  haveAll(): void;
  haveNone(): void;
  dontHave(piece: number): void;
  has(piece: number): boolean;
  /** How many pieces it has. */
  readonly pieceCount: number;
  readonly isSeed: boolean;
  /** Whether it has something that is wanted and not there. */
  readonly isInteresting: boolean;
  /** Requests that were not answered yet. */
  readonly asked: number;
  /** So slow that it should help others finish instead of beginning a piece of its own. */
  prefersJoining: boolean;
  /**
   * Asks for up to `count` more blocks: they are added to `into`.
   * @param only pieces that may be asked for while it chokes us (BEP 6)
   */
  pick(count: number, into: Block[], only?: ReadonlySet<number>): void;
  /** Asks a web seed for a run of whole pieces that nobody has begun, `maxBytes` at most but at least one. */
  pickRun(maxBytes: number): { readonly piece: number; readonly pieces: number } | undefined;
  isAsked(piece: number, begin: number, length: number): boolean;
  /** It will not answer this one. */
  giveBack(piece: number, begin: number): void;
  /** It will answer none of them. */
  giveBackAll(): void;
  /** It is gone. */
  leave(): void;
}
