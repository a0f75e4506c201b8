import { expect } from 'vitest';
import { blockBytes, type Block } from '../../../../src/main/engine/transfer/block.ts';
import {
  makePicker,
  type Picker,
  type PickerPeer,
} from '../../../../src/main/engine/transfer/picker/index.ts';

/** A random sequence that is the same for the same seed. */
export function makeRandom(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** Wire bytes that say that the peer has these pieces. */
export function bitfieldOf(pieceCount: number, pieces: Iterable<number>): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(pieceCount / 8));
  for (const piece of pieces) bytes[piece >> 3] = (bytes[piece >> 3] ?? 0) | (0x80 >> (piece & 7));
  return bytes;
}

export interface ModelPeer {
  readonly peer: PickerPeer;
  readonly has: Set<number>;
  readonly asked: Set<number>;
  readonly lapsed: Set<number>;
  /** Asked for whole pieces that nobody else is asked for. */
  isAlone: boolean;
  /** Pieces begun by others that it took when it stood idle. */
  readonly taken: Set<number>;
}

export interface ModelShape {
  pieceCount: number;
  blocksInPiece: number;
  lastPieceBytes: number;
  seed: number;
}

/** The picker beside a naive picture of the same swarm, which says after every step what must hold. */
export function makeSwarmModel({ pieceCount, blocksInPiece, lastPieceBytes, seed }: ModelShape) {
  const pieceBytes = blocksInPiece * blockBytes;
  const lastBytes = Math.min(lastPieceBytes, pieceBytes);
  const world = { nowMs: 0, openAtMost: pieceCount, isSequential: false };
  const picker: Picker = makePicker({
    pieceCount,
    pieceBytes,
    totalBytes: (pieceCount - 1) * pieceBytes + lastBytes,
    random: makeRandom(seed),
    nowMs: () => world.nowMs,
    mayOpenPiece: () => picker.openPieces < world.openAtMost,
  });
  const peers: ModelPeer[] = [];
  const priorities = new Array<number>(pieceCount).fill(4);
  const deadlines = new Map<number, number>();
  const verified = new Set<number>();
  const here = new Set<number>();
  /** By piece: who alone is asked for it. */
  const owners = new Map<number, ModelPeer>();

  const key = (piece: number, block: number) => piece * blocksInPiece + block;
  const bytesOf = (piece: number) => (piece === pieceCount - 1 ? lastBytes : pieceBytes);
  const blocksOf = (piece: number) => Math.ceil(bytesOf(piece) / blockBytes);
  const lengthOf = (piece: number, block: number) =>
    Math.min(blockBytes, bytesOf(piece) - block * blockBytes);
  const keysOf = (piece: number) => Array.from({ length: blocksOf(piece) }, (_, block) => key(piece, block));
  const pieceOf = (block: number) => Math.floor(block / blocksInPiece);
  const allPieces = Array.from({ length: pieceCount }, (_, piece) => piece);

  const isWanted = (piece: number) => priorities[piece] !== 0 && !verified.has(piece);
  const holders = (block: number) => peers.filter(({ asked }) => asked.has(block));
  const isBegun = (piece: number) =>
    !verified.has(piece) && keysOf(piece).some((block) => here.has(block) || holders(block).length > 0);
  const isFull = (piece: number) => keysOf(piece).every((block) => here.has(block));
  const isFree = (block: number) => !here.has(block) && holders(block).length === 0;
  const isLate = (piece: number) => (deadlines.get(piece) ?? Infinity) <= world.nowMs;

  /** Blocks that nobody was asked for and this peer may be. */
  const freeFor = (peer: ModelPeer) => {
    const mayOpen = picker.openPieces < world.openAtMost;
    const isFor = (piece: number) =>
      isBegun(piece) ? (owners.get(piece) ?? (peer.isAlone ? undefined : peer)) === peer : mayOpen;
    return allPieces
      .filter((piece) => isWanted(piece) && peer.has.has(piece) && isFor(piece))
      .flatMap(keysOf)
      .filter(isFree);
  };

  function shareAll(peer: ModelPeer): void {
    for (const [piece, owner] of owners) if (owner === peer) owners.delete(piece);
  }

  function forget(piece: number): void {
    owners.delete(piece);
    for (const { taken } of peers) taken.delete(piece);
    for (const block of keysOf(piece)) {
      here.delete(block);
      for (const { asked } of peers) asked.delete(block);
    }
  }

  function giveBack(peer: ModelPeer, block: number): void {
    if (!peer.asked.delete(block)) return;
    peer.lapsed.add(block);
    if (owners.get(pieceOf(block)) === peer) owners.delete(pieceOf(block));
  }

  function checkOne(
    peer: ModelPeer,
    { piece, begin, length }: Block,
    begunBefore: ReadonlySet<number>,
  ): void {
    const block = begin / blockBytes;
    const id = key(piece, block);
    expect(isWanted(piece), 'wanted and not verified').toBe(true);
    expect(here.has(id), 'not here').toBe(false);
    expect(peer.has.has(piece), 'the peer has it').toBe(true);
    expect(peer.asked.has(id), 'not asked twice of one peer').toBe(false);
    expect(length).toBe(lengthOf(piece, block));
    if (peer.isAlone && !begunBefore.has(piece) && !peer.taken.has(piece)) owners.set(piece, peer);
    if (peer.isAlone && !peer.taken.has(piece))
      expect(owners.get(piece), 'one that is alone shares no piece').toBe(peer);
    if (!begunBefore.has(piece)) expect(picker.openPieces).toBeLessThanOrEqual(world.openAtMost);
    peer.asked.add(id);
    expect(holders(id).length, 'holders of a block').toBeLessThanOrEqual(3);
    expect(peer.peer.isAsked(piece, begin, length)).toBe(true);
  }

  return {
    picker,
    peers,
    world,
    verified,
    join(): ModelPeer {
      const peer = {
        peer: picker.join(),
        has: new Set<number>(),
        asked: new Set<number>(),
        lapsed: new Set<number>(),
        isAlone: false,
        taken: new Set<number>(),
      };
      peers.push(peer);
      return peer;
    },
    tellBitfield(peer: ModelPeer, pieces: readonly number[]): void {
      if (peer.peer.bitfield(bitfieldOf(pieceCount, pieces))) for (const piece of pieces) peer.has.add(piece);
    },
    tellAll(peer: ModelPeer): void {
      const before = peer.peer.pieceCount;
      peer.peer.haveAll();
      if (peer.peer.pieceCount !== before) for (const piece of allPieces) peer.has.add(piece);
    },
    have(peer: ModelPeer, piece: number): void {
      expect(peer.peer.have(piece)).toBe(true);
      peer.has.add(piece);
    },
    dontHave(peer: ModelPeer, piece: number): void {
      peer.peer.dontHave(piece);
      if (peer.has.delete(piece)) for (const block of keysOf(piece)) giveBack(peer, block);
    },
    setPriority(piece: number, priority: number): void {
      picker.setPriority(piece, priority);
      priorities[piece] = priority;
    },
    setDeadline(piece: number, atMs: number | null): void {
      picker.setDeadline(piece, atMs);
      if (atMs === null) deadlines.delete(piece);
      else if (!verified.has(piece)) deadlines.set(piece, atMs);
    },
    pick(peer: ModelPeer, count: number, onlyPieces?: ReadonlySet<number>): void {
      const begunBefore = new Set(allPieces.filter(isBegun));
      const into: Block[] = [];
      const wasIdle = peer.isAlone && peer.asked.size === 0;
      const lateOnes = new Set(allPieces.filter(isLate));
      peer.peer.pick(count, into, onlyPieces);
      expect(into.length).toBeLessThanOrEqual(count);
      let again = 0;
      for (const block of into) {
        const owner = owners.get(block.piece);
        if (owner !== undefined && owner !== peer) {
          // Late, or at the end of all: it was taken from the one who was alone with it.
          if (!lateOnes.has(block.piece)) again++;
          owners.delete(block.piece);
          owner.taken.add(block.piece);
        }
        if (wasIdle && begunBefore.has(block.piece) && owner === undefined) peer.taken.add(block.piece);
        const isAgain = holders(key(block.piece, block.begin / blockBytes)).length > 0;
        if (isAgain && !lateOnes.has(block.piece)) again++;
        if (onlyPieces !== undefined) expect(onlyPieces.has(block.piece)).toBe(true);
        checkOne(peer, block, begunBefore);
      }
      const freeOnes = freeFor(peer).filter((id) => onlyPieces?.has(pieceOf(id)) ?? true);
      if (into.length < count) expect(freeOnes, 'blocks left lying').toEqual([]);
      if (again > 0) expect(freeOnes, 'asked again before the end').toEqual([]);
      const isEnd = allPieces
        .filter(isWanted)
        .flatMap(keysOf)
        .every((id) => !isFree(id));
      if (
        peer.isAlone ||
        !isEnd ||
        onlyPieces !== undefined ||
        into.length === count ||
        peer.asked.size >= 32
      )
        return;
      const couldHelp = allPieces
        .filter((piece) => isWanted(piece) && peer.has.has(piece) && !owners.has(piece))
        .flatMap(keysOf)
        .filter((id) => !here.has(id) && !peer.asked.has(id) && holders(id).length < 3);
      expect(couldHelp, 'not asked again at the end').toEqual([]);
    },
    pickRun(peer: ModelPeer, maxBytes: number): void {
      const begunBefore = new Set(allPieces.filter(isBegun));
      const run = peer.peer.pickRun(maxBytes);
      if (run === undefined) return;
      let bytes = 0;
      for (let piece = run.piece; piece < run.piece + run.pieces; piece++) {
        expect(begunBefore.has(piece)).toBe(false);
        bytes += bytesOf(piece);
        for (let block = 0; block < blocksOf(piece); block++)
          checkOne(peer, { piece, begin: block * blockBytes, length: lengthOf(piece, block) }, begunBefore);
      }
      expect(bytes).toBeLessThanOrEqual(maxBytes);
    },
    arrive(peer: ModelPeer, id: number): void {
      const piece = pieceOf(id);
      const block = id - piece * blocksInPiece;
      if (block >= blocksOf(piece)) return;
      const others = holders(id).filter((other) => other !== peer);
      const wasBegun = isBegun(piece);
      let expected = 'unasked';
      if (verified.has(piece) || here.has(id)) expected = 'duplicate';
      else if (peer.asked.has(id)) expected = 'wanted';
      else if (peer.lapsed.has(id) && isWanted(piece) && (wasBegun || picker.openPieces < world.openAtMost))
        expected = 'wanted';
      if (expected !== 'duplicate') peer.lapsed.delete(id);
      const cancels: PickerPeer[] = [];
      const arrival = picker.arrived(peer.peer, piece, block * blockBytes, lengthOf(piece, block), cancels);
      expect(arrival).toBe(expected);
      expect(new Set(cancels)).toEqual(
        new Set(arrival === 'wanted' ? others.map((other) => other.peer) : []),
      );
      if (arrival !== 'wanted') return;
      // Its late block began the piece, which is its own then, too.
      if (!wasBegun && peer.isAlone) owners.set(piece, peer);
      here.add(id);
      for (const { asked } of peers) asked.delete(id);
    },
    giveBack(peer: ModelPeer, id: number): void {
      const piece = pieceOf(id);
      peer.peer.giveBack(piece, (id - piece * blocksInPiece) * blockBytes);
      giveBack(peer, id);
    },
    setAlone(peer: ModelPeer, isAlone: boolean): void {
      peer.peer.setAlone(isAlone);
      if (peer.isAlone && !isAlone) shareAll(peer);
      if (!peer.isAlone) peer.taken.clear();
      peer.isAlone = isAlone;
    },
    giveBackAll(peer: ModelPeer): void {
      peer.peer.giveBackAll();
      shareAll(peer);
      for (const id of [...peer.asked]) giveBack(peer, id);
    },
    leave(peer: ModelPeer): void {
      peer.peer.leave();
      shareAll(peer);
      peers.splice(peers.indexOf(peer), 1);
    },
    verify(piece: number): void {
      picker.verified(piece);
      verified.add(piece);
      deadlines.delete(piece);
      forget(piece);
    },
    fail(piece: number): void {
      picker.failed(piece);
      if (!verified.has(piece)) forget(piece);
    },
    lose(piece: number): void {
      picker.lost(piece);
      if (verified.delete(piece)) forget(piece);
    },
    restore(piece: number, blocks: ReadonlySet<number>): void {
      if (!verified.has(piece) && !isBegun(piece))
        for (const block of blocks) if (block < blocksOf(piece)) here.add(key(piece, block));
      picker.restore(piece, (block) => blocks.has(block));
    },
    fullPieces: () => allPieces.filter((piece) => !verified.has(piece) && isFull(piece)),
    /** All that can be counted anew is the same. */
    check(): void {
      for (const piece of allPieces) {
        expect(picker.availability(piece)).toBe(peers.filter(({ has }) => has.has(piece)).length);
        expect(picker.isPieceFull(piece)).toBe(verified.has(piece) || isFull(piece));
      }
      for (const { peer, has, asked } of peers) {
        expect(peer.isInteresting).toBe([...has].some(isWanted));
        expect(peer.pieceCount).toBe(has.size);
        expect(peer.isSeed).toBe(has.size === pieceCount);
        expect(peer.asked).toBe(asked.size);
      }
      expect(picker.openPieces).toBe(allPieces.filter(isBegun).length);
      const partials = [...picker.partials()].flatMap(({ piece, hasBlock }) =>
        keysOf(piece).filter((_, block) => hasBlock(block)),
      );
      expect(new Set(partials)).toEqual(new Set([...here].filter((id) => !verified.has(pieceOf(id)))));
    },
  };
}
