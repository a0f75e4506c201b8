import type { PickerPeer } from './interface.ts';
import type { Speed } from './speed.ts';

/** Peers that may be asked for one block at a time. */
export const mostHolders = 3;

/** A peer as the one who fills pieces. */
export interface Worker {
  readonly face: PickerPeer;
  readonly speed: Speed;
  asked: number;
  /** Blocks asked of it by piece; also 0, for the piece it goes on with. */
  readonly work: Map<OpenPiece, number>;
  /** The piece it goes on with. */
  current: OpenPiece | undefined;
  /** Pieces that are only for it. */
  readonly own: Set<OpenPiece>;
}

const free = 0;
const asked = 1;
const here = 2;

/** A piece that was begun. */
export interface OpenPiece {
  readonly piece: number;
  readonly blockCount: number;
  readonly states: Uint8Array;
  /** `mostHolders` places for each block, filled from the first. */
  readonly holders: (Worker | undefined)[];
  readonly workers: Set<Worker>;
  /** Blocks that are neither here nor asked of anyone. */
  free: number;
  /** Blocks that are not here. */
  missing: number;
  /** No block below it is free. */
  lowestFree: number;
  /** The only one who may be asked for it. */
  onlyFor: Worker | undefined;
  /** In which list of the ledger it is. */
  listedAs: 'orphan' | 'shared' | 'neither';
}

export function makeOpenPiece(piece: number, blockCount: number): OpenPiece {
  return {
    piece,
    blockCount,
    states: new Uint8Array(blockCount),
    holders: new Array<Worker | undefined>(blockCount * mostHolders).fill(undefined),
    workers: new Set(),
    free: blockCount,
    missing: blockCount,
    lowestFree: 0,
    onlyFor: undefined,
    listedAs: 'neither',
  };
}

/** Whether a worker may be asked for blocks of it. */
export const isOpenTo = ({ onlyFor }: OpenPiece, worker: Worker): boolean =>
  onlyFor === undefined || onlyFor === worker;

export const isHere = (open: OpenPiece, block: number): boolean => open.states[block] === here;

/** Call only while `free` is not 0. */
export function nextFree(open: OpenPiece): number {
  while (open.states[open.lowestFree] !== free) open.lowestFree++;
  return open.lowestFree;
}

export function holderCount(open: OpenPiece, block: number): number {
  let count = 0;
  while (count < mostHolders && open.holders[block * mostHolders + count] !== undefined) count++;
  return count;
}

export function isHolder(open: OpenPiece, block: number, worker: Worker): boolean {
  const first = block * mostHolders;
  for (let place = first; place < first + mostHolders; place++)
    if (open.holders[place] === worker) return true;
  return false;
}

/** The one that was asked first. */
export const firstHolder = (open: OpenPiece, block: number): Worker | undefined =>
  open.holders[block * mostHolders];

export function joinWork(open: OpenPiece, worker: Worker): void {
  if (worker.work.has(open)) return;
  worker.work.set(open, 0);
  open.workers.add(worker);
}

/** Ends a worker's part in a piece it holds nothing of and does not go on with. */
export function leaveWorkIfIdle(open: OpenPiece, worker: Worker): void {
  if (worker.current === open || worker.work.get(open) !== 0) return;
  worker.work.delete(open);
  open.workers.delete(worker);
}

/** The block must not be here, the worker not hold it, and a place be left. */
export function ask(open: OpenPiece, block: number, worker: Worker): void {
  if (open.states[block] === free) {
    open.states[block] = asked;
    open.free--;
  }
  open.holders[block * mostHolders + holderCount(open, block)] = worker;
  joinWork(open, worker);
  worker.work.set(open, (worker.work.get(open) ?? 0) + 1);
  if (worker.asked++ === 0) worker.speed.start();
}

/** Takes the block from a worker that holds it. */
export function release(open: OpenPiece, block: number, worker: Worker): void {
  const first = block * mostHolders;
  const last = first + holderCount(open, block) - 1;
  // The order is kept: the first is the one that was asked first.
  let place = open.holders.indexOf(worker, first);
  for (; place < last; place++) open.holders[place] = open.holders[place + 1];
  open.holders[last] = undefined;
  if (--worker.asked === 0) worker.speed.pause();
  worker.work.set(open, (worker.work.get(open) ?? 0) - 1);
  leaveWorkIfIdle(open, worker);
  if (last > first || open.states[block] !== asked) return;
  open.states[block] = free;
  open.free++;
  open.lowestFree = Math.min(open.lowestFree, block);
}

/** The block must be missing; who holds it still does. */
export function markHere(open: OpenPiece, block: number): void {
  if (open.states[block] === free) open.free--;
  open.states[block] = here;
  open.missing--;
}

/** Whether nothing of it is here and nothing was asked. */
export const isUntouched = (open: OpenPiece): boolean => open.free === open.blockCount;
