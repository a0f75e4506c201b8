import { blockBytes, type Block } from '../block.ts';
import type { Geometry } from './geometry.ts';
import type { Ledger } from './ledger.ts';
import { has, type Member } from './member.ts';
import {
  ask,
  firstHolder,
  holderCount,
  isHere,
  isHolder,
  isOpenTo,
  mostHolders,
  type OpenPiece,
} from './open-piece.ts';
import type { Speeds } from './speed.ts';

/** Late pieces that one peer helps with at a time; more late ones mean that the line is the limit, not a peer. */
const lateChoices = 8;
/** What a peer may have been asked in all when it is asked what others were asked already. */
const askedAgainAtMost = 32;
/** Blocks looked at in one search for such; the next search goes on from there. */
const againTests = 256;
/** A peer helps out before the end when the one who was asked is slower than it by this. */
const slowerBy = 2;

export function give(
  geometry: Geometry,
  open: OpenPiece,
  block: number,
  member: Member,
  into: Block[],
): void {
  ask(open, block, member);
  const begin = block * blockBytes;
  into.push({ piece: open.piece, begin, length: geometry.lengthOfBlock(open.piece, block) });
}

/** Asks a peer for what others were asked already. */
export interface Again {
  helpLate(member: Member, end: number, into: Block[]): void;
  helpOut(member: Member, end: number, into: Block[]): void;
}

export function makeAgain({
  geometry,
  ledger,
  speeds,
  nowMs,
}: {
  geometry: Geometry;
  ledger: Ledger;
  speeds: Speeds;
  nowMs: () => number;
}): Again {
  const { begun, unbegun, all, orphans, shared, due, steps } = ledger;

  /** Late pieces are asked of fast peers besides those that let them wait. */
  function helpLate(member: Member, end: number, into: Block[]): void {
    if (due.size === 0 || due.dueAt(0) > nowMs() || !speeds.isFast(member.speed)) return;
    const now = nowMs();
    for (let index = 0; index < lateChoices && due.dueAt(index) <= now; index++) {
      const open = begun.get(due.pieceAt(index));
      if (open === undefined || open.missing === 0 || !has(member, open.piece)) continue;
      askAgain(open, member, end, into, mostHolders, false);
    }
  }

  /** From the last block back: those are the farthest from coming. */
  function askAgain(
    open: OpenPiece,
    member: Member,
    end: number,
    into: Block[],
    holders: number,
    onlyOfSlower: boolean,
  ): void {
    if (open.missing - open.free <= (member.work.get(open) ?? 0)) return;
    const speed = member.speed.blocksPerSecond();
    for (let block = open.blockCount - 1; block >= 0 && into.length < end; block--) {
      steps.taken++;
      if (isHere(open, block)) continue;
      const asked = holderCount(open, block);
      if (asked === 0 || asked >= holders || isHolder(open, block, member)) continue;
      const holderSpeed = firstHolder(open, block)?.speed.blocksPerSecond() ?? 0;
      if (onlyOfSlower && holderSpeed * slowerBy >= speed) continue;
      give(geometry, open, block, member, into);
      // Late, or at the end of all: whoever was alone with it was too slow.
      ledger.share(open);
    }
    ledger.place(open.piece);
  }

  /** At the end a much slower one is not left alone with a piece: all would wait for it. */
  function mayTakeOver(open: OpenPiece, member: Member): boolean {
    const alone = open.onlyFor?.speed.blocksPerSecond() ?? 0;
    return alone * slowerBy < member.speed.blocksPerSecond();
  }

  /**
   * The peer has nothing that nobody was asked for. At the end of all it is asked for what others were asked; before
   * that only when it would stand idle, and only for what a much slower one holds up.
   */
  function helpOut(member: Member, end: number, into: Block[]): void {
    const isEnd = unbegun.size === 0 && orphans.items.length === 0 && shared.items.length === 0;
    if (!isEnd && member.asked > 0) return;
    const last = Math.min(end, into.length + askedAgainAtMost - member.asked);
    const { items } = all;
    const stopAt = steps.taken + againTests;
    const from =
      member.againFrom >= 0 && member.againFrom < items.length ? member.againFrom : items.length - 1;
    member.againFrom = -1;
    for (let index = from; index >= 0 && into.length < last; index--) {
      if (steps.taken >= stopAt) {
        member.againFrom = index;
        return;
      }
      steps.taken++;
      const open = items[index];
      if (open === undefined || !ledger.isWanted(open.piece) || !has(member, open.piece)) continue;
      if (!isOpenTo(open, member) && !(isEnd && mayTakeOver(open, member))) continue;
      askAgain(open, member, last, into, isEnd ? mostHolders : mostHolders - 1, !isEnd);
    }
  }

  return { helpLate, helpOut };
}
