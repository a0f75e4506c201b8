import { makeChooser } from './choose.ts';
import { makeGeometry } from './geometry.ts';
import type { Picker, PickerPeer } from './interface.ts';
import { makeLedger } from './ledger.ts';
import type { Member } from './member.ts';
import { isHere, isHolder, markHere, mostHolders, release, type OpenPiece } from './open-piece.ts';
import { joinMember } from './peer.ts';
import { makeSpeeds } from './speed.ts';
import { highestPriority } from './unbegun.ts';

interface PickerParts {
  pieceCount: number;
  pieceBytes: number;
  totalBytes: number;
  /** From 0 to below 1. */
  random: () => number;
  nowMs: () => number;
  /** False while no piece buffer is free: then only begun pieces are asked for. */
  mayOpenPiece: () => boolean;
}

export function makePicker({
  pieceCount,
  pieceBytes,
  totalBytes,
  random,
  nowMs,
  mayOpenPiece,
}: PickerParts): Picker {
  const geometry = makeGeometry({ pieceCount, pieceBytes, totalBytes });
  const ledger = makeLedger(geometry, random);
  const speeds = makeSpeeds(nowMs);
  const chooser = makeChooser({ geometry, ledger, speeds, nowMs, mayOpenPiece });
  const seeds = { count: 0 };
  const blocksInPiece = geometry.blocksOf(0);
  const blockNumber = (piece: number, block: number) => piece * blocksInPiece + block;

  /** The piece of a block that came late, begun anew if it must be and may. */
  function lateFor(member: Member, piece: number, block: number): OpenPiece | undefined {
    if (!member.lapsed.delete(blockNumber(piece, block)) || !ledger.isWanted(piece)) return undefined;
    const onlyFor = member.isAlone ? member : undefined;
    return ledger.begun.get(piece) ?? (mayOpenPiece() ? ledger.begin(piece, onlyFor) : undefined);
  }

  function releaseOthers(open: OpenPiece, block: number, member: Member, cancels: PickerPeer[]): void {
    for (let holder = open.holders[block * mostHolders]; holder !== undefined;) {
      if (holder !== member) cancels.push(holder.face);
      release(open, block, holder);
      holder = open.holders[block * mostHolders];
    }
  }

  return {
    join() {
      const speed = speeds.join();
      return joinMember({ geometry, ledger, chooser, seeds, speed, blockNumber });
    },
    setPriority(piece, priority) {
      if (!geometry.isPiece(piece)) return;
      ledger.setPriority(piece, Math.max(0, Math.min(highestPriority, Math.floor(priority))));
    },
    setDeadline(piece, atMs) {
      if (geometry.isPiece(piece) && !ledger.isVerified(piece)) ledger.setDeadline(piece, atMs);
    },
    setSequential: chooser.setSequential,
    verified(piece) {
      if (geometry.isPiece(piece)) ledger.setVerified(piece, true);
    },
    failed(piece) {
      const open = ledger.begun.get(piece);
      if (open !== undefined) ledger.close(open);
    },
    lost(piece) {
      if (geometry.isPiece(piece)) ledger.setVerified(piece, false);
    },
    restore(piece, hasBlock) {
      if (!geometry.isPiece(piece) || ledger.isVerified(piece) || ledger.begun.has(piece)) return;
      const there: number[] = [];
      for (let block = 0; block < geometry.blocksOf(piece); block++) if (hasBlock(block)) there.push(block);
      if (there.length === 0) return;
      const open = ledger.begin(piece);
      for (const block of there) markHere(open, block);
      ledger.place(piece);
    },
    arrived(peer, piece, begin, length, cancels) {
      const member = ledger.members.get(peer);
      const block = geometry.blockAt(piece, begin, length);
      if (member === undefined || block < 0) return 'unasked';
      if (ledger.isVerified(piece)) return 'duplicate';
      const begun = ledger.begun.get(piece);
      if (begun !== undefined && isHere(begun, block)) return 'duplicate';
      const isAsked = begun !== undefined && isHolder(begun, block, member);
      const open = isAsked ? begun : lateFor(member, piece, block);
      if (open === undefined) return 'unasked';
      if (member.lapsed.size > 0) member.lapsed.delete(blockNumber(piece, block));
      member.speed.blockCame();
      markHere(open, block);
      releaseOthers(open, block, member, cancels);
      ledger.place(piece);
      return 'wanted';
    },
    isPieceFull(piece) {
      return ledger.isVerified(piece) || ledger.begun.get(piece)?.missing === 0;
    },
    isVerified: ledger.isVerified,
    availability: (piece) => ledger.copies(piece) + seeds.count,
    get openPieces() {
      return ledger.begun.size;
    },
    *partials() {
      for (const open of ledger.begun.values()) {
        if (open.missing < open.blockCount)
          yield { piece: open.piece, hasBlock: (block: number) => isHere(open, block) };
      }
    },
    get steps() {
      return ledger.steps.taken;
    },
  };
}
