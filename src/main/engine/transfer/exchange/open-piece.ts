import { makeBitfield, setPiece } from '#shared/domain/bitfield.ts';
import type { PieceBuffer, PieceHash } from '../buffers/index.ts';
import { blockBytes } from '../block.ts';

/**
 * A piece that is being put together. Its buffer is lent by the pool and given back exactly once, by close(); what comes
 * in for it later finds it closed and goes nowhere.
 */
export interface OpenPiece {
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly isOpen: boolean;
  /** Who sent each block; for bans. */
  readonly senders: readonly (string | undefined)[];
  has(block: number): boolean;
  /** Which blocks are there, one bit each, as in a bitfield. */
  blocks(): Uint8Array;
  /** Only one source at a time writes a block: two would mix what they send. */
  claim(block: number, source: object): boolean;
  isClaimedBy(block: number, source: object): boolean;
  unclaim(block: number, source: object): void;
  /** The block is whole. */
  take(block: number, party: string): void;
  /** Of the whole piece; call when every block is there. */
  digest(): Uint8Array;
  close(): void;
}

export function openPiece(index: number, buffer: PieceBuffer, hash: PieceHash): OpenPiece {
  const { bytes } = buffer;
  const blocks = Math.ceil(bytes.length / blockBytes);
  const senders = new Array<string | undefined>(blocks).fill(undefined);
  const claims = new Array<object | undefined>(blocks).fill(undefined);
  let prefix = 0;
  let isOpen = true;

  return {
    index,
    bytes,
    senders,
    get isOpen() {
      return isOpen;
    },
    has: (block) => senders[block] !== undefined,
    blocks() {
      const bits = makeBitfield(blocks);
      for (const [block, sender] of senders.entries()) if (sender !== undefined) setPiece(bits, block, true);
      return bits;
    },
    claim(block, source) {
      if (claims[block] !== undefined && claims[block] !== source) return false;
      claims[block] = source;
      return true;
    },
    isClaimedBy: (block, source) => claims[block] === source,
    unclaim(block, source) {
      if (claims[block] === source) claims[block] = undefined;
    },
    take(block, party) {
      senders[block] = party;
      claims[block] = undefined;
      if (block !== prefix) return;
      while (prefix < blocks && senders[prefix] !== undefined) prefix++;
      hash.advance(Math.min(prefix * blockBytes, bytes.length));
    },
    digest: () => hash.finish(),
    close() {
      if (!isOpen) return;
      isOpen = false;
      claims.fill(undefined);
      buffer.release();
    },
  };
}
