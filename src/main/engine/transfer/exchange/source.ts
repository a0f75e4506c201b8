import type { PickerPeer } from '../picker/index.ts';
import type { OpenPiece } from './open-piece.ts';

/** Whoever gives us blocks: a peer or a web seed. */
export interface Source {
  readonly picks: PickerPeer;
  /** Who answers for what it sends: an IP address, the URL of a web seed, a peer id where there is nothing else. */
  readonly party: string;
  /** The block that is coming in. */
  incoming: Incoming | undefined;
  /** Blocks that may still come although they are not asked for any more: cancelled, or given back when it choked us. */
  lateBlocks: number;
  lastGaveAtMs: number;
  wasAskedSinceMs: number | null;
}

/** A block on its way into a piece buffer, or past it. */
export interface Incoming {
  readonly piece: number;
  readonly begin: number;
  readonly length: number;
  /** Undefined: not asked for, or there already; it is let pass. */
  readonly target: OpenPiece | undefined;
  received: number;
}
