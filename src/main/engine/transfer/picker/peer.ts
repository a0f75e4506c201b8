import { blockBytes, type Block } from '../block.ts';
import type { Chooser } from './choose.ts';
import type { Geometry } from './geometry.ts';
import type { PickerPeer } from './interface.ts';
import type { Ledger } from './ledger.ts';
import { forgetSearches, has, type Member } from './member.ts';
import { isHolder, isUntouched, leaveWorkIfIdle, release, type OpenPiece } from './open-piece.ts';
import { addToSet, forEachInSet, makePieceSet, parsePieceSet, removeFromSet } from './piece-set.ts';
import type { Speed } from './speed.ts';

/** Blocks remembered that may come late; more are forgotten together. */
const lapsedAtMost = 1_024;

export interface PeerParts {
  geometry: Geometry;
  ledger: Ledger;
  chooser: Chooser;
  /** Whole peers; shared by all. */
  seeds: { count: number };
  speed: Speed;
  blockNumber: (piece: number, block: number) => number;
}

export function joinMember({ geometry, ledger, chooser, seeds, speed, blockNumber }: PeerParts): PickerPeer {
  const { pieceCount } = geometry;
  /** It said all that it has at first. A second time would make us count anew at every few bytes of it. */
  let hasTold = false;

  function gain(piece: number): void {
    member.pieces ??= makePieceSet(pieceCount);
    addToSet(member.pieces, piece);
    member.pieceCount++;
    ledger.addCopies(piece, 1);
  }

  function lose(piece: number): void {
    if (member.pieces === undefined) return;
    removeFromSet(member.pieces, piece);
    member.pieceCount--;
    ledger.addCopies(piece, -1);
  }

  function gainIfNew(piece: number): void {
    if (!has(member, piece)) gain(piece);
  }

  function becomeWhole(): void {
    hasTold = true;
    if (member.pieces === undefined) {
      member.isWhole = true;
      member.pieceCount = pieceCount;
      seeds.count++;
    } else for (let piece = 0; piece < pieceCount; piece++) gainIfNew(piece);
    forgetSearches(member);
  }

  /** One that was counted apart is counted piece by piece from here on; once in a connection, for nobody becomes whole twice. */
  function countByPiece(): void {
    member.isWhole = false;
    member.pieceCount = 0;
    seeds.count--;
    for (let piece = 0; piece < pieceCount; piece++) gain(piece);
  }

  function drop(open: OpenPiece, block: number): void {
    if (member.lapsed.size >= lapsedAtMost) member.lapsed.clear();
    member.lapsed.add(blockNumber(open.piece, block));
    release(open, block, member);
  }

  function dropAllOf(open: OpenPiece, dropped?: Block[]): void {
    if (member.current === open) member.current = undefined;
    for (let block = 0; block < open.blockCount; block++) {
      if (!isHolder(open, block, member)) continue;
      drop(open, block);
      const { piece } = open;
      dropped?.push({ piece, begin: block * blockBytes, length: geometry.lengthOfBlock(piece, block) });
    }
    if (open.onlyFor === member) ledger.share(open);
    leaveWorkIfIdle(open, member);
    settle(open);
  }

  function settle(open: OpenPiece): void {
    if (isUntouched(open)) ledger.close(open);
    else ledger.place(open.piece);
  }

  /** What it was asked for already may come; it goes on with nothing that others fill, too. */
  function stopSharing(): void {
    const { current } = member;
    member.current = undefined;
    if (current === undefined) return;
    leaveWorkIfIdle(current, member);
    settle(current);
  }

  function giveBackAll(): void {
    for (const open of [...member.work.keys()]) dropAllOf(open);
    shareOwn();
  }

  function shareOwn(): void {
    for (const open of [...member.own]) ledger.share(open);
  }

  const face: PickerPeer = {
    bitfield(bytes) {
      const parsed = parsePieceSet(bytes, pieceCount);
      if (parsed === undefined || hasTold) return false;
      hasTold = true;
      if (parsed.count === pieceCount) becomeWhole();
      else forEachInSet(parsed.set, gainIfNew);
      forgetSearches(member);
      return true;
    },
    have(piece) {
      if (!geometry.isPiece(piece)) return false;
      if (isGone() || has(member, piece)) return true;
      gain(piece);
      forgetSearches(member);
      return true;
    },
    haveAll() {
      if (!hasTold) becomeWhole();
    },
    haveNone() {
      hasTold = true;
    },
    dontHave(piece) {
      if (!geometry.isPiece(piece) || !has(member, piece)) return;
      if (member.isWhole) countByPiece();
      lose(piece);
      const open = ledger.begun.get(piece);
      if (open !== undefined && member.work.has(open)) dropAllOf(open);
    },
    has: (piece) => has(member, piece),
    get pieceCount() {
      return member.pieceCount;
    },
    get isSeed() {
      return member.pieceCount === pieceCount;
    },
    get isInteresting() {
      return ledger.isInteresting(member);
    },
    get asked() {
      return member.asked;
    },
    pick: (count, into, onlyPieces) => chooser.pick(member, count, into, onlyPieces),
    pickRun: (maxBytes) => chooser.pickRun(member, maxBytes),
    isAsked(piece, begin, length) {
      const block = geometry.blockAt(piece, begin, length);
      const open = ledger.begun.get(piece);
      return block >= 0 && open !== undefined && isHolder(open, block, member);
    },
    giveBack(piece, begin) {
      const open = ledger.begun.get(piece);
      const block = begin / blockBytes;
      if (open === undefined || !isHolder(open, block, member)) return;
      drop(open, block);
      // One that does not give is not left alone with a piece.
      if (open.onlyFor === member) ledger.share(open);
      if (member.isAlone && member.current === open) stopSharing();
      const before = member.current;
      if (!member.isAlone && before?.free === 0 && before !== open && member.work.has(open)) {
        // A peer goes on with what it has begun.
        member.current = open;
        leaveWorkIfIdle(before, member);
        settle(before);
      }
      settle(open);
    },
    giveBackAll,
    setAlone(isAlone) {
      if (member.isAlone === isAlone) return;
      member.isAlone = isAlone;
      forgetSearches(member);
      if (isAlone) stopSharing();
      else shareOwn();
    },
    giveBackWhatCanWait(into) {
      for (const open of [...member.work.keys()]) if (!ledger.due.has(open.piece)) dropAllOf(open, into);
    },
    leave() {
      if (isGone()) return;
      ledger.members.delete(face);
      hasTold = true;
      giveBackAll();
      if (member.isWhole) seeds.count--;
      else if (member.pieces !== undefined)
        forEachInSet(member.pieces, (piece) => ledger.addCopies(piece, -1));
      member.isWhole = false;
      member.pieces = undefined;
      member.pieceCount = 0;
      speed.stop();
    },
  };

  const member: Member = {
    face,
    speed,
    asked: 0,
    work: new Map(),
    current: undefined,
    isWhole: false,
    pieces: undefined,
    pieceCount: 0,
    witness: 0,
    isAlone: false,
    own: new Set(),
    noWantedAt: -1,
    begunLast: -2,
    noUnbegunAt: -1,
    noOrphanAt: -1,
    noSharedAt: -1,
    againFrom: -1,
    lapsed: new Set(),
  };
  const isGone = () => !ledger.members.has(face);
  ledger.members.set(face, member);
  return face;
}
