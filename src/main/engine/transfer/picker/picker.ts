import { blockBytes, type Block } from '../block.ts';
import { makeBegunPiece, type BegunPiece } from './begun-piece.ts';
import { makeFreshPieces } from './fresh-pieces.ts';
import { makeHoldings } from './holdings.ts';
import type { PickerPeer } from './picker-peer.ts';

export interface Picker {
  join(): PickerPeer;
  /** 0: not wanted; up to 7, the higher the sooner. */
  setPriority(piece: number, priority: number): void;
  /** A piece that a stream waits for comes before all others, the earliest first. */
  setDeadline(piece: number, atMs: number | null): void;
  /** In the order of the torrent instead of the rarest first. */
  setSequential(isOn: boolean): void;
  /** It is there, verified. */
  verified(piece: number): void;
  /** It was put together and is wrong: all of it is wanted again. */
  failed(piece: number): void;
  /** Blocks that came before a restart. */
  restore(piece: number, hasBlock: (block: number) => boolean): void;
  /**
   * A block has come. `unasked`: this peer was not asked for it. Adds to `cancels` the others that were asked for the
   * same and need not send it any more.
   */
  arrived(
    peer: PickerPeer,
    piece: number,
    begin: number,
    cancels: PickerPeer[],
  ): 'wanted' | 'duplicate' | 'unasked';
  /** Every block of it has come. */
  isPieceFull(piece: number): boolean;
  /** How many peers have it. */
  availability(piece: number): number;
}

interface PickerParts {
  readonly pieceCount: number;
  readonly pieceBytes: number;
  readonly totalBytes: number;
  /** Whether there is memory for another piece to be put together. */
  readonly mayOpenPiece: () => boolean;
  readonly random: () => number;
  readonly nowMs: () => number;
}

/** The first pieces at random: a peer that has something is worth something to others, whatever it is. */
const randomPieces = 4;
/** A block near the end of a download may be asked of so many peers. */
const maxHolders = 3;
/** More for a peer that has so little left to do, only near the end. */
const endgameBlocks = 8;
/** A stream's piece that is needed this soon is asked of a second peer too, ms. */
const soonMs = 2_000;

interface Member extends PickerPeer {
  /** Blocks asked for and not there, by piece, and in all. */
  readonly work: Map<BegunPiece<Member>, number>;
  workCount: number;
}

export function makePicker(parts: PickerParts): Picker {
  const { pieceCount, pieceBytes, totalBytes, mayOpenPiece, random, nowMs } = parts;
  const priorities = new Uint8Array(pieceCount);
  const isThere = new Uint8Array(pieceCount);
  const holders = new Int32Array(pieceCount);
  const fresh = makeFreshPieces(pieceCount, random);
  const begun = new Map<number, BegunPiece<Member>>();
  /** Begun pieces of which a block is free. */
  const unfinished = new Set<BegunPiece<Member>>();
  const deadlines = new Map<number, number>();
  const members = new Set<Member>();
  const wantedOf = new Map<Member, number>();
  let seeds = 0;
  let wantedCount = 0;
  let thereCount = 0;
  let isSequential = false;

  const isWanted = (piece: number) => (priorities[piece] ?? 0) > 0 && isThere[piece] === 0;
  const sizeOf = (piece: number) => Math.min(pieceBytes, totalBytes - piece * pieceBytes);

  /** The piece has become wanted, or is not any more. */
  function countWanted(piece: number, by: 1 | -1): void {
    wantedCount += by;
    for (const member of members)
      if (!member.isSeed && member.has(piece)) wantedOf.set(member, (wantedOf.get(member) ?? 0) + by);
  }

  function place(piece: number): void {
    if (isWanted(piece) && !begun.has(piece)) fresh.add(piece, priorities[piece] ?? 0, holders[piece] ?? 0);
  }

  function begin(piece: number): BegunPiece<Member> {
    const known = begun.get(piece);
    if (known !== undefined) return known;
    const one = makeBegunPiece<Member>(piece, sizeOf(piece));
    fresh.remove(piece);
    begun.set(piece, one);
    unfinished.add(one);
    return one;
  }

  function note(one: BegunPiece<Member>): void {
    if (one.freeCount > 0 && isWanted(one.index)) unfinished.add(one);
    else unfinished.delete(one);
  }

  function drop(piece: number): void {
    const one = begun.get(piece);
    if (one === undefined) return;
    begun.delete(piece);
    unfinished.delete(one);
    for (const member of members) {
      member.workCount -= member.work.get(one) ?? 0;
      member.work.delete(one);
    }
  }

  function addWork(member: Member, one: BegunPiece<Member>, by: 1 | -1): void {
    const left = (member.work.get(one) ?? 0) + by;
    member.workCount += by;
    if (left > 0) member.work.set(one, left);
    else member.work.delete(one);
  }

  /** Asks for free blocks of one piece. @returns how many */
  function fill(member: Member, one: BegunPiece<Member>, count: number, into: Block[]): number {
    let given = 0;
    while (given < count) {
      const block = one.nextFree();
      if (block === undefined) break;
      one.ask(block, member);
      addWork(member, one, 1);
      into.push(one.block(block));
      given++;
    }
    note(one);
    return given;
  }

  /** Asks for blocks that others were asked for already. @returns how many */
  function double(member: Member, one: BegunPiece<Member>, count: number, into: Block[]): number {
    let given = 0;
    for (let block = 0; block < one.blockCount && given < count; block++) {
      if (one.state(block) !== 'asked' || one.isHeldBy(block, member)) continue;
      if (one.holderCount(block) >= maxHolders) continue;
      one.ask(block, member);
      addWork(member, one, 1);
      into.push(one.block(block));
      given++;
    }
    return given;
  }

  function* byDeadline(): Generator<readonly [piece: number, atMs: number]> {
    yield* [...deadlines].sort(([, a], [, b]) => a - b);
  }

  function pickFresh(fits: (piece: number) => boolean): number | undefined {
    if (fresh.size === 0 || !mayOpenPiece()) return undefined;
    if (isSequential) {
      for (let piece = 0; piece < pieceCount; piece++) if (fresh.has(piece) && fits(piece)) return piece;
      return undefined;
    }
    return (thereCount < randomPieces ? fresh.random(fits) : undefined) ?? fresh.first(fits);
  }

  function pick(member: Member, count: number, into: Block[], only?: ReadonlySet<number>): void {
    const fits = (piece: number) => member.has(piece) && (only === undefined || only.has(piece));
    let left = count;

    for (const [piece, atMs] of deadlines.size > 0 ? byDeadline() : []) {
      if (left <= 0) return;
      if (!isWanted(piece) || !fits(piece)) continue;
      const one = begin(piece);
      left -= fill(member, one, left, into);
      if (atMs - nowMs() < soonMs) left -= double(member, one, left, into);
    }
    // Its own before those of others, and a new one before it scatters another's.
    for (const one of member.work.keys())
      if (left > 0 && one.freeCount > 0 && fits(one.index)) left -= fill(member, one, left, into);
    const join = () => {
      for (const one of unfinished) if (left > 0 && fits(one.index)) left -= fill(member, one, left, into);
    };
    if (member.prefersJoining) join();
    while (left > 0) {
      const piece = pickFresh(fits);
      if (piece === undefined) break;
      left -= fill(member, begin(piece), left, into);
    }
    if (left > 0) join();
    if (left <= 0 || member.asked >= endgameBlocks || fresh.size > 0 || unfinished.size > 0) return;
    left = Math.min(left, endgameBlocks);
    for (const one of begun.values()) {
      if (left <= 0) return;
      if (isWanted(one.index) && fits(one.index)) left -= double(member, one, left, into);
    }
  }

  function giveBack(member: Member, one: BegunPiece<Member>, block: number): boolean {
    if (!one.giveBack(block, member)) return false;
    addWork(member, one, -1);
    note(one);
    return true;
  }

  function join(): PickerPeer {
    const holdings = makeHoldings({
      pieceCount,
      onGain(piece) {
        holders[piece] = (holders[piece] ?? 0) + 1;
        fresh.move(piece, priorities[piece] ?? 0, holders[piece] ?? 0);
        if (isWanted(piece)) wantedOf.set(member, (wantedOf.get(member) ?? 0) + 1);
      },
      onLoss(piece) {
        holders[piece] = (holders[piece] ?? 0) - 1;
        fresh.move(piece, priorities[piece] ?? 0, holders[piece] ?? 0);
        if (isWanted(piece)) wantedOf.set(member, (wantedOf.get(member) ?? 0) - 1);
      },
      onSeed: (isSeed) => (seeds += isSeed ? 1 : -1),
    });
    const at = (piece: number, begin: number) => {
      const one = begun.get(piece);
      return one === undefined || begin % blockBytes !== 0 ? undefined : { one, block: begin / blockBytes };
    };

    const member: Member = {
      work: new Map(),
      workCount: 0,
      prefersJoining: false,
      bitfield(bits) {
        if (bits.length !== Math.ceil(pieceCount / 8)) return false;
        const spare = bits.length * 8 - pieceCount;
        if (spare > 0 && ((bits.at(-1) ?? 0) & ((1 << spare) - 1)) !== 0) return false;
        for (let piece = 0; piece < pieceCount; piece++)
          if (((bits[piece >> 3] ?? 0) & (0x80 >> (piece & 7))) !== 0) holdings.gain(piece);
        return true;
      },
      have(piece) {
        if (piece >= pieceCount) return false;
        holdings.gain(piece);
        return true;
      },
      haveAll: () => holdings.gainAll(),
      haveNone: () => holdings.loseAll(),
      dontHave(piece) {
        if (piece < pieceCount) holdings.lose(piece);
      },
      has: (piece) => holdings.has(piece),
      get pieceCount() {
        return holdings.count;
      },
      get isSeed() {
        return holdings.isSeed;
      },
      get isInteresting() {
        return holdings.isSeed ? wantedCount > 0 : (wantedOf.get(member) ?? 0) > 0;
      },
      get asked() {
        return member.workCount;
      },
      pick(count, into, only) {
        if (count > 0 && member.isInteresting) pick(member, count, into, only);
      },
      pickRun(maxBytes) {
        const first = pickFresh((piece) => member.has(piece));
        if (first === undefined) return undefined;
        let pieces = 0;
        const into: Block[] = [];
        for (
          let piece = first;
          piece < pieceCount && (pieces + 1) * pieceBytes <= Math.max(maxBytes, pieceBytes);
          piece++
        ) {
          if (!fresh.has(piece) || !member.has(piece) || (pieces > 0 && !mayOpenPiece())) break;
          fill(member, begin(piece), Infinity, into);
          pieces++;
        }
        return { piece: first, pieces };
      },
      isAsked(piece, begin, length) {
        const found = at(piece, begin);
        return (
          found !== undefined &&
          found.block < found.one.blockCount &&
          found.one.isHeldBy(found.block, member) &&
          found.one.block(found.block).length === length
        );
      },
      giveBack(piece, begin) {
        const found = at(piece, begin);
        if (found !== undefined) giveBack(member, found.one, found.block);
      },
      giveBackAll() {
        for (const one of [...member.work.keys()])
          for (let block = 0; block < one.blockCount; block++) giveBack(member, one, block);
      },
      leave() {
        member.giveBackAll();
        holdings.loseAll();
        members.delete(member);
        wantedOf.delete(member);
      },
    };
    members.add(member);
    return member;
  }

  return {
    join,
    setPriority(piece, priority) {
      const was = isWanted(piece);
      priorities[piece] = priority;
      const is = isWanted(piece);
      if (was !== is) countWanted(piece, is ? 1 : -1);
      const one = begun.get(piece);
      if (one !== undefined) note(one);
      if (!is) fresh.remove(piece);
      else if (fresh.has(piece)) fresh.move(piece, priority, holders[piece] ?? 0);
      else place(piece);
    },
    setDeadline(piece, atMs) {
      if (atMs === null) deadlines.delete(piece);
      else if (isThere[piece] === 0) deadlines.set(piece, atMs);
    },
    setSequential(isOn) {
      isSequential = isOn;
    },
    verified(piece) {
      if (isThere[piece] === 1) return;
      const was = isWanted(piece);
      isThere[piece] = 1;
      thereCount++;
      if (was) countWanted(piece, -1);
      fresh.remove(piece);
      drop(piece);
      deadlines.delete(piece);
    },
    failed(piece) {
      drop(piece);
      place(piece);
    },
    restore(piece, hasBlock) {
      if (isThere[piece] === 1) return;
      const one = begin(piece);
      for (let block = 0; block < one.blockCount; block++) if (hasBlock(block)) one.arrive(block);
      note(one);
    },
    arrived(peer, piece, begin, cancels) {
      const one = begun.get(piece);
      const block = begin / blockBytes;
      const member = peer as Member; // the only ones there are
      if (!one?.isHeldBy(block, member)) return 'unasked';
      if (one.state(block) === 'arrived') {
        giveBack(member, one, block);
        return 'duplicate';
      }
      for (const holder of one.arrive(block)) {
        addWork(holder, one, -1);
        if (holder !== member) cancels.push(holder);
      }
      note(one);
      return 'wanted';
    },
    isPieceFull(piece) {
      const one = begun.get(piece);
      return one !== undefined && one.arrivedCount === one.blockCount;
    },
    availability: (piece) => (holders[piece] ?? 0) + seeds,
  };
}
