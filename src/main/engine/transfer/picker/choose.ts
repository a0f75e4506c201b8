import type { Block } from '../block.ts';
import { give, makeAgain } from './again.ts';
import type { Geometry } from './geometry.ts';
import type { Ledger } from './ledger.ts';
import { has, type Member } from './member.ts';
import { ask, isOpenTo, joinWork, leaveWorkIfIdle, nextFree, type OpenPiece } from './open-piece.ts';
import type { Speeds } from './speed.ts';
import type { PieceOrder } from './unbegun.ts';

/** Until so many pieces are verified they are chosen at random: there must be something to give early (BEP 3). */
const piecesAtRandom = 4;
/** Small pieces that lie beside each other are asked of one peer: they are written in one go, and read ahead in one. */
const extentBytes = 1024 * 1024;
/** A choice among pieces that others work on looks at so many. */
const sharedChoices = 64;
/** Decides what a peer is asked for next. */
export interface Chooser {
  setSequential(isOn: boolean): void;
  pick(member: Member, count: number, into: Block[], onlyPieces: ReadonlySet<number> | undefined): void;
  pickRun(member: Member, maxBytes: number): { piece: number; pieces: number } | undefined;
}

export function makeChooser({
  geometry,
  ledger,
  speeds,
  nowMs,
  mayOpenPiece,
}: {
  geometry: Geometry;
  ledger: Ledger;
  speeds: Speeds;
  nowMs: () => number;
  mayOpenPiece: () => boolean;
}): Chooser {
  const { begun, unbegun, orphans, shared, urgent, steps } = ledger;
  const again = makeAgain({ geometry, ledger, speeds, nowMs });
  const piecesOfExtent = Math.max(1, Math.floor(extentBytes / geometry.lengthOfPiece(0)));
  let isSequential = false;

  const order = (): PieceOrder =>
    isSequential ? 'in-order' : ledger.verifiedCount < piecesAtRandom ? 'random' : 'rarest';

  /** Free blocks of a piece, in order. */
  function fill(open: OpenPiece, member: Member, end: number, into: Block[]): void {
    while (into.length < end && open.free > 0) {
      steps.taken++;
      give(geometry, open, nextFree(open), member, into);
    }
    ledger.place(open.piece);
  }

  function goOnWith(member: Member, open: OpenPiece): void {
    const before = member.current;
    if (before === open) return;
    member.current = open;
    joinWork(open, member);
    if (before === undefined) return;
    leaveWorkIfIdle(before, member);
    ledger.place(before.piece);
  }

  /** Whether blocks of a begun piece may be asked of a peer: one that is alone shares none. */
  const mayTake = (member: Member, open: OpenPiece) =>
    member.isAlone ? open.onlyFor === member : isOpenTo(open, member);

  const mayGoOn = (open: OpenPiece | undefined) =>
    open !== undefined && open.free > 0 && ledger.isWanted(open.piece);

  /** A piece for the peer: the begun one if it may take part, or a new one if there may be one. */
  function openFor(member: Member, piece: number): OpenPiece | undefined {
    const open = begun.get(piece);
    if (open !== undefined) return mayTake(member, open) ? open : undefined;
    return mayOpenPiece() ? ledger.begin(piece, member.isAlone ? member : undefined) : undefined;
  }

  /** Begun and left by others: those come before anything new. */
  function findOrphan(member: Member): OpenPiece | undefined {
    if (member.noOrphanAt === orphans.version) return undefined;
    for (let index = orphans.items.length - 1; index >= 0; index--) {
      steps.taken++;
      const open = orphans.items[index];
      if (open !== undefined && has(member, open.piece)) return open;
    }
    member.noOrphanAt = orphans.version;
    return undefined;
  }

  function findUnbegun(member: Member): number {
    if (unbegun.size === 0 || member.noUnbegunAt === unbegun.version) return -1;
    const wanted = order();
    const piece = unbegun.find(member.isWhole ? undefined : member.pieces, wanted);
    if (piece < 0) member.noUnbegunAt = unbegun.version;
    return wanted === 'rarest' && piece >= 0 ? besideLast(member, piece) : piece;
  }

  /** What lies behind the piece that the peer began last, if it is no worse a choice than another. */
  function besideLast(member: Member, other: number): number {
    const next = member.begunLast + 1;
    const isSameExtent = next % piecesOfExtent > 0;
    return isSameExtent && unbegun.isAsGood(next, other) && has(member, next) ? next : other;
  }

  function openNew(member: Member): OpenPiece | undefined {
    if (!mayOpenPiece()) return undefined;
    const piece = findUnbegun(member);
    if (piece < 0) return undefined;
    member.begunLast = piece;
    return openFor(member, piece);
  }

  /** Of the pieces that others fill, the one that would take longest: fast peers keep their pieces for themselves. */
  function findShared(member: Member): OpenPiece | undefined {
    if (member.noSharedAt === shared.version) return undefined;
    let best: OpenPiece | undefined;
    let longest = -1;
    let seen = 0;
    for (let index = shared.items.length - 1; index >= 0 && seen < sharedChoices; index--) {
      steps.taken++;
      const open = shared.items[index];
      if (open === undefined || !has(member, open.piece)) continue;
      seen++;
      const [worker] = open.workers;
      const time = open.free / (1 + open.workers.size * (worker?.speed.blocksPerSecond() ?? 0));
      if (time <= longest) continue;
      best = open;
      longest = time;
    }
    if (best === undefined) member.noSharedAt = shared.version;
    return best;
  }

  function findNext(member: Member): OpenPiece | undefined {
    if (!member.isAlone) return findOrphan(member) ?? openNew(member) ?? findShared(member);
    for (const open of member.own) if (mayGoOn(open)) return open;
    // What others have left comes last, and only when nothing else is on its way: there may be nobody else who has it.
    return openNew(member) ?? (member.asked === 0 ? findOrphan(member) : undefined);
  }

  function fillUrgent(member: Member, end: number, into: Block[]): void {
    for (let index = 0; index < urgent.size && into.length < end;) {
      steps.taken++;
      const piece = urgent.pieceAt(index);
      const open = has(member, piece) ? openFor(member, piece) : undefined;
      if (open !== undefined) fill(open, member, end, into);
      if (urgent.pieceAt(index) === piece) index++;
    }
  }

  function pickOnly(member: Member, end: number, into: Block[], pieces: ReadonlySet<number>): void {
    for (const piece of pieces) {
      if (into.length >= end) return;
      steps.taken++;
      if (!geometry.isPiece(piece) || !has(member, piece) || !ledger.isWanted(piece)) continue;
      const open = openFor(member, piece);
      if (open !== undefined) fill(open, member, end, into);
    }
  }

  return {
    setSequential(isOn) {
      isSequential = isOn;
    },
    pick(member, count, into, onlyPieces) {
      if (!ledger.isInteresting(member)) return;
      const end = into.length + count;
      if (onlyPieces !== undefined) {
        pickOnly(member, end, into, onlyPieces);
        return;
      }
      if (!member.isAlone) again.helpLate(member, end, into);
      fillUrgent(member, end, into);
      while (into.length < end) {
        const open = mayGoOn(member.current) ? member.current : findNext(member);
        if (open === undefined) {
          if (!member.isAlone) again.helpOut(member, end, into);
          return;
        }
        goOnWith(member, open);
        fill(open, member, end, into);
      }
    },
    pickRun(member, maxBytes) {
      let first = -1;
      for (let index = 0; index < urgent.size && first < 0; index++) {
        const piece = urgent.pieceAt(index);
        if (unbegun.has(piece) && has(member, piece)) first = piece;
      }
      if (first < 0) first = findUnbegun(member);
      let bytes = 0;
      let piece = first;
      while (piece >= 0 && unbegun.has(piece) && has(member, piece) && mayOpenPiece()) {
        bytes += geometry.lengthOfPiece(piece);
        if (bytes > maxBytes) break;
        const open = ledger.begin(piece);
        for (let block = 0; block < open.blockCount; block++) ask(open, block, member);
        ledger.place(piece);
        piece++;
      }
      return piece > first ? { piece: first, pieces: piece - first } : undefined;
    },
  };
}
