import { makeDeadlineQueue, type DeadlineQueue } from './deadline-queue.ts';
import type { Geometry } from './geometry.ts';
import type { PickerPeer } from './interface.ts';
import type { Member } from './member.ts';
import { leaveWorkIfIdle, makeOpenPiece, release, isHolder, type OpenPiece } from './open-piece.ts';
import { makePieceList, type PieceList } from './piece-list.ts';
import { addToSet, isInSet, lowestBit, makePieceSet, removeFromSet } from './piece-set.ts';
import { makeUnbegun, type Unbegun } from './unbegun.ts';

const normalPriority = 4;

/** What is wanted, what is begun, what is verified, and the lists that follow from it. */
export interface Ledger {
  readonly members: Map<PickerPeer, Member>;
  readonly unbegun: Unbegun;
  /** Begun pieces, by number. */
  readonly begun: ReadonlyMap<number, OpenPiece>;
  readonly all: PieceList;
  /** Wanted, with blocks that nobody was asked for, and nobody works on them. */
  readonly orphans: PieceList;
  /** The same, and somebody works on them. */
  readonly shared: PieceList;
  /** Wanted pieces that have a deadline, and those of them with blocks that nobody was asked for. */
  readonly due: DeadlineQueue;
  readonly urgent: DeadlineQueue;
  readonly verifiedCount: number;
  readonly steps: { taken: number };
  isVerified(piece: number): boolean;
  isWanted(piece: number): boolean;
  /** It has something that is wanted and not verified. */
  isInteresting(member: Member): boolean;
  copies(piece: number): number;
  addCopies(piece: number, delta: number): void;
  setPriority(piece: number, priority: number): void;
  setDeadline(piece: number, atMs: number | null): void;
  setVerified(piece: number, isThere: boolean): void;
  /** @param onlyFor nobody else is asked for it */
  begin(piece: number, onlyFor?: Member): OpenPiece;
  /** From here on anybody may be asked for it. */
  share(open: OpenPiece): void;
  /** Forgets what came of a piece and takes it from all who were asked. */
  close(open: OpenPiece): void;
  /** Puts a piece into the lists where it belongs now. */
  place(piece: number): void;
}

export function makeLedger(geometry: Geometry, random: () => number): Ledger {
  const { pieceCount } = geometry;
  const steps = { taken: 0 };
  const priorities = new Uint8Array(pieceCount).fill(normalPriority);
  const verified = new Uint8Array(pieceCount);
  const copies = new Uint16Array(pieceCount);
  const deadlines = new Map<number, number>();
  const begun = new Map<number, OpenPiece>();
  const members = new Map<PickerPeer, Member>();
  const unbegun = makeUnbegun({ pieceCount, random, steps });
  const [all, orphans, shared] = [makePieceList(), makePieceList(), makePieceList()];
  const [due, urgent] = [makeDeadlineQueue(), makeDeadlineQueue()];
  /** The same as `isWanted`, to be searched. */
  const wanted = makePieceSet(pieceCount);
  let wantedVersion = 0;
  let lacking = pieceCount;
  let verifiedCount = 0;

  const isWanted = (piece: number) => priorities[piece] !== 0 && verified[piece] === 0;

  function placeBegun(open: OpenPiece, mayAsk: boolean): void {
    const listedAs = !mayAsk ? 'neither' : open.workers.size === 0 ? 'orphan' : 'shared';
    if (open.listedAs === listedAs) return;
    open.listedAs = listedAs;
    orphans.remove(open);
    shared.remove(open);
    if (listedAs === 'orphan') orphans.add(open);
    else if (listedAs === 'shared') shared.add(open);
  }

  function place(piece: number): void {
    const open = begun.get(piece);
    const wanted = isWanted(piece);
    const mayAsk = wanted && (open === undefined || open.free > 0);
    unbegun.put(piece, open === undefined && wanted ? (priorities[piece] ?? 0) : 0, copies[piece] ?? 0);
    if (open !== undefined) placeBegun(open, mayAsk && open.onlyFor === undefined);
    if (deadlines.size === 0) return;
    const atMs = deadlines.get(piece);
    if (atMs !== undefined && wanted) due.put(piece, atMs);
    else due.remove(piece);
    if (atMs !== undefined && mayAsk) urgent.put(piece, atMs);
    else urgent.remove(piece);
  }

  /** Makes a change after which a piece may be wanted or not. */
  function change(piece: number, make: () => void): void {
    const before = isWanted(piece);
    make();
    const after = isWanted(piece);
    if (before && !after) {
      removeFromSet(wanted, piece);
      lacking--;
    } else if (after && !before) {
      addToSet(wanted, piece);
      lacking++;
      wantedVersion++;
    }
    place(piece);
  }

  function close(open: OpenPiece): void {
    for (const worker of [...open.workers]) {
      if (worker.current === open) worker.current = undefined;
      for (let block = 0; block < open.blockCount && (worker.work.get(open) ?? 0) > 0; block++)
        if (isHolder(open, block, worker)) release(open, block, worker);
      leaveWorkIfIdle(open, worker);
    }
    for (const list of [all, orphans, shared]) list.remove(open);
    open.onlyFor?.own.delete(open);
    begun.delete(open.piece);
    place(open.piece);
  }

  /**
   * A witness answers in one step for as long as its piece is wanted; the next one is searched for from there on, 32
   * pieces a step. So a verified piece costs nothing for those who have it, and who has nothing is searched once.
   */
  function isInteresting(member: Member): boolean {
    if (member.isWhole) return lacking > 0;
    const { pieces, witness } = member;
    if (pieces === undefined) return false;
    if (isInSet(pieces, witness) && isInSet(wanted, witness)) return true;
    if (member.noWantedAt === wantedVersion) return false;
    for (let offset = 0; offset < wanted.length; offset++) {
      steps.taken++;
      const index = ((witness >>> 5) + offset) % wanted.length;
      const word = (pieces[index] ?? 0) & (wanted[index] ?? 0);
      if (word === 0) continue;
      member.witness = index * 32 + lowestBit(word);
      return true;
    }
    member.noWantedAt = wantedVersion;
    return false;
  }

  for (let piece = 0; piece < pieceCount; piece++) {
    addToSet(wanted, piece);
    place(piece);
  }

  return {
    members,
    unbegun,
    begun,
    all,
    orphans,
    shared,
    due,
    urgent,
    steps,
    get verifiedCount() {
      return verifiedCount;
    },
    isVerified: (piece) => verified[piece] === 1,
    isWanted,
    isInteresting,
    copies: (piece) => copies[piece] ?? 0,
    addCopies(piece, delta) {
      steps.taken++;
      const count = (copies[piece] ?? 0) + delta;
      copies[piece] = count;
      if (unbegun.has(piece)) unbegun.put(piece, priorities[piece] ?? 0, count);
    },
    setPriority(piece, priority) {
      if (priorities[piece] !== priority) change(piece, () => (priorities[piece] = priority));
    },
    setDeadline(piece, atMs) {
      if (atMs !== null) deadlines.set(piece, atMs);
      else if (deadlines.delete(piece)) {
        due.remove(piece);
        urgent.remove(piece);
      }
      place(piece);
    },
    setVerified(piece, isThere) {
      if (verified[piece] === Number(isThere)) return;
      change(piece, () => {
        verified[piece] = Number(isThere);
        verifiedCount += isThere ? 1 : -1;
      });
      if (isThere) deadlines.delete(piece);
      const open = begun.get(piece);
      if (open !== undefined) close(open);
    },
    begin(piece, onlyFor) {
      const open = makeOpenPiece(piece, geometry.blocksOf(piece));
      open.onlyFor = onlyFor;
      onlyFor?.own.add(open);
      begun.set(piece, open);
      all.add(open);
      place(piece);
      return open;
    },
    share(open) {
      if (open.onlyFor === undefined) return;
      open.onlyFor.own.delete(open);
      open.onlyFor = undefined;
      place(open.piece);
    },
    close,
    place,
  };
}
