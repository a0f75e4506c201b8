import { blockBytes, type Block } from '../block.ts';

type BlockState = 'free' | 'asked' | 'arrived';

/** A piece of which at least one block was asked for, and who was asked for which. */
export interface BegunPiece<Peer> {
  readonly index: number;
  readonly blockCount: number;
  /** Neither asked for nor there. */
  readonly freeCount: number;
  readonly arrivedCount: number;
  state(block: number): BlockState;
  block(block: number): Block;
  /** The next free block, from where the last one was found, wrapping round; undefined if there is none. */
  nextFree(): number | undefined;
  ask(block: number, peer: Peer): void;
  isHeldBy(block: number, peer: Peer): boolean;
  holderCount(block: number): number;
  /** No longer asked of this peer; free if nobody else is asked. @returns whether it was */
  giveBack(block: number, peer: Peer): boolean;
  /** It is there. @returns all that were asked for it */
  arrive(block: number): readonly Peer[];
}

export function makeBegunPiece<Peer>(index: number, sizeBytes: number): BegunPiece<Peer> {
  const blockCount = Math.ceil(sizeBytes / blockBytes);
  const holders: Peer[][] = Array.from({ length: blockCount }, () => []);
  const arrived = new Uint8Array(blockCount);
  let freeCount = blockCount;
  let arrivedCount = 0;
  let cursor = 0;

  const isFree = (block: number) => arrived[block] === 0 && holders[block]?.length === 0;

  return {
    index,
    blockCount,
    get freeCount() {
      return freeCount;
    },
    get arrivedCount() {
      return arrivedCount;
    },
    state(block) {
      if (arrived[block] === 1) return 'arrived';
      return isFree(block) ? 'free' : 'asked';
    },
    block(block) {
      const begin = block * blockBytes;
      return { piece: index, begin, length: Math.min(blockBytes, sizeBytes - begin) };
    },
    nextFree() {
      if (freeCount === 0) return undefined;
      for (let step = 0; step < blockCount; step++, cursor = (cursor + 1) % blockCount)
        if (isFree(cursor)) return cursor;
      return undefined;
    },
    ask(block, peer) {
      if (isFree(block)) freeCount--;
      holders[block]?.push(peer);
    },
    isHeldBy: (block, peer) => holders[block]?.includes(peer) ?? false,
    holderCount: (block) => holders[block]?.length ?? 0,
    giveBack(block, peer) {
      const asked = holders[block];
      const at = asked?.indexOf(peer) ?? -1;
      if (asked === undefined || at === -1) return false;
      asked.splice(at, 1);
      if (isFree(block)) freeCount++;
      return true;
    },
    arrive(block) {
      if (arrived[block] === 1) return [];
      if (isFree(block)) freeCount--;
      arrived[block] = 1;
      arrivedCount++;
      return holders[block]?.splice(0) ?? [];
    },
  };
}
