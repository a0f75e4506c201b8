import { blockBytes, type Block } from '../../../../src/main/engine/transfer/block.ts';
import {
  makePicker,
  type Picker,
  type PickerPeer,
} from '../../../../src/main/engine/transfer/picker/index.ts';
import { bitfieldOf, makeRandom } from './swarm-model.ts';

/** A picker whose clock and buffers the test turns, and peers that do as they are told. */
export function makeSwarm({ pieceCount = 20, blocksInPiece = 4, verified = 0, seed = 7 } = {}) {
  const world = { nowMs: 0, openAtMost: Infinity };
  const picker: Picker = makePicker({
    pieceCount,
    pieceBytes: blocksInPiece * blockBytes,
    totalBytes: pieceCount * blocksInPiece * blockBytes,
    random: makeRandom(seed),
    nowMs: () => world.nowMs,
    mayOpenPiece: () => picker.openPieces < world.openAtMost,
  });
  for (let piece = pieceCount - verified; piece < pieceCount; piece++) picker.verified(piece);

  function pick(peer: PickerPeer, count: number, onlyPieces?: ReadonlySet<number>): Block[] {
    const into: Block[] = [];
    peer.pick(count, into, onlyPieces);
    return into;
  }

  function arrive(peer: PickerPeer, blocks: readonly Block[]): PickerPeer[] {
    const cancels: PickerPeer[] = [];
    for (const { piece, begin, length } of blocks) picker.arrived(peer, piece, begin, length, cancels);
    return cancels;
  }

  return {
    picker,
    world,
    pick,
    arrive,
    seed(): PickerPeer {
      const peer = picker.join();
      peer.haveAll();
      return peer;
    },
    peerWith(...pieces: number[]): PickerPeer {
      const peer = picker.join();
      peer.bitfield(bitfieldOf(pieceCount, pieces));
      return peer;
    },
    /** The peer gives one piece at that speed (it must take a second or more to be measured). */
    giveAt(peer: PickerPeer, blocksPerSecond: number, onlyPiece: number): void {
      const blocks = pick(peer, blocksInPiece, new Set([onlyPiece]));
      for (const block of blocks) {
        world.nowMs += 1_000 / blocksPerSecond;
        arrive(peer, [block]);
      }
      picker.verified(onlyPiece);
    },
  };
}

export const piecesOf = (blocks: readonly Block[]): number[] => [
  ...new Set(blocks.map(({ piece }) => piece)),
];
