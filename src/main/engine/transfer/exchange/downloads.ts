import type { Blame } from '../blame/index.ts';
import { blockBytes, type Block } from '../block.ts';
import { makePieceHasher, type PieceBuffers } from '../buffers/index.ts';
import type { Picker, PickerPeer } from '../picker/index.ts';
import type { Backlog } from './backlog.ts';
import { openPiece, type OpenPiece } from './open-piece.ts';
import type { Source } from './source.ts';

/** The pieces of one torrent that are being put together: blocks in, verified pieces out to the disk. */
export interface Downloads {
  /** A block of a source begins, goes on and ends. */
  begin(source: Source, piece: number, begin: number, length: number): void;
  bytes(source: Source, bytes: Uint8Array): void;
  end(source: Source): void;
  /** The source is gone: the block that was coming in is nobody's. */
  drop(source: Source): void;
  /** From before a restart. */
  restore(piece: number, hasBlock: (block: number) => boolean, bytes: Uint8Array): void;
  /** Pieces that are not whole yet. */
  readonly open: ReadonlyMap<number, OpenPiece>;
  /** Resolves when nothing is being written any more; nothing new is begun. */
  settle(): Promise<void>;
  /** What is not whole is dropped. */
  close(): void;
}

interface DownloadsParts {
  readonly picker: Picker;
  readonly buffers: PieceBuffers;
  readonly backlog: Backlog;
  readonly blame: Blame;
  readonly sizeOfPiece: (piece: number) => number;
  readonly hashOfPiece: (piece: number) => Uint8Array;
  /** Resolves when the system has it. */
  readonly write: (piece: number, bytes: Uint8Array) => Promise<void>;
  readonly nowMs: () => number;
  /** Sources that were asked for the same block and need not send it any more. */
  onCancel(picks: readonly PickerPeer[], block: Block): void;
  /** Verified and written. */
  onPiece(piece: number): void;
  onWrongPiece(piece: number): void;
  /** Nobody asked for this block, and there is no excuse for it. */
  onUnasked(source: Source): void;
  /** There is room for more pieces. */
  onRoom(): void;
  onError(error: unknown): void;
}

export function makeDownloads(parts: DownloadsParts): Downloads {
  const { picker, buffers, backlog, blame, sizeOfPiece, hashOfPiece, write, nowMs } = parts;
  const open = new Map<number, OpenPiece>();
  const hasher = makePieceHasher();
  const writes = new Set<Promise<void>>();
  const cancels: PickerPeer[] = [];
  let isClosed = false;

  function pieceFor(index: number): OpenPiece {
    const known = open.get(index);
    if (known !== undefined) return known;
    const buffer = buffers.takePromised(sizeOfPiece(index));
    const piece = openPiece(index, buffer, hasher.begin(buffer));
    open.set(index, piece);
    return piece;
  }

  function drop(source: Source): void {
    const { incoming } = source;
    source.incoming = undefined;
    if (incoming?.target?.isOpen === true) incoming.target.unclaim(incoming.begin / blockBytes, source);
  }

  function finish(piece: OpenPiece): void {
    const { index, bytes } = piece;
    open.delete(index);
    if (!equal(piece.digest(), hashOfPiece(index))) {
      picker.failed(index);
      blame.failed(index, piece.senders, bytes);
      piece.close();
      parts.onWrongPiece(index);
      return;
    }
    blame.verified(index, bytes);
    const { length } = bytes;
    backlog.began(length);
    const writing = write(index, bytes).then(
      () => {
        piece.close();
        backlog.ended(length);
        // Also when we are leaving: it lies in its file.
        picker.verified(index);
        parts.onPiece(index);
        parts.onRoom();
      },
      (error: unknown) => {
        piece.close();
        backlog.ended(length);
        if (!isClosed) parts.onError(error);
      },
    );
    writes.add(writing);
    void writing.then(() => writes.delete(writing));
  }

  function take(source: Source, piece: OpenPiece, begin: number, length: number): void {
    cancels.length = 0;
    const what = picker.arrived(source.picks, piece.index, begin, length, cancels);
    if (what !== 'wanted') return piece.unclaim(begin / blockBytes, source);
    piece.take(begin / blockBytes, source.party);
    if (cancels.length > 0) parts.onCancel(cancels, { piece: piece.index, begin, length });
    if (picker.isPieceFull(piece.index)) finish(piece);
  }

  return {
    open,
    begin(source, piece, begin, length) {
      const isAsked = source.picks.isAsked(piece, begin, length);
      if (!isAsked) {
        if (source.lateBlocks > 0) source.lateBlocks--;
        else parts.onUnasked(source);
      }
      const target = isAsked && !isClosed ? pieceFor(piece) : undefined;
      const block = begin / blockBytes;
      const isOurs = target !== undefined && !target.has(block) && target.claim(block, source);
      source.incoming = { piece, begin, length, target: isOurs ? target : undefined, received: 0 };
    },
    bytes(source, bytes) {
      const { incoming } = source;
      if (incoming === undefined) return;
      const { target, begin } = incoming;
      // Closed or claimed by another since: a late block must not write into what is another piece's buffer by now.
      if (target?.isOpen === true && target.isClaimedBy(begin / blockBytes, source))
        target.bytes.set(bytes, begin + incoming.received);
      incoming.received += bytes.length;
    },
    end(source) {
      const { incoming } = source;
      source.incoming = undefined;
      if (incoming === undefined) return;
      const { target, piece, begin, length } = incoming;
      if (target?.isOpen === true && target.isClaimedBy(begin / blockBytes, source)) {
        source.lastGaveAtMs = nowMs();
        take(source, target, begin, length);
      } else if (source.picks.isAsked(piece, begin, length)) {
        // Another is just sending it, or has: this one is done with it, and is not wrong.
        source.lastGaveAtMs = nowMs();
        source.picks.giveBack(piece, begin);
      }
    },
    drop,
    restore(index, hasBlock, bytes) {
      const piece = pieceFor(index);
      piece.bytes.set(bytes);
      for (let block = 0; block * blockBytes < piece.bytes.length; block++)
        if (hasBlock(block)) piece.take(block, fromBefore);
      picker.restore(index, hasBlock);
      if (picker.isPieceFull(index)) finish(piece);
    },
    async settle() {
      isClosed = true;
      await Promise.all(writes);
    },
    close() {
      for (const piece of open.values()) piece.close();
      open.clear();
    },
  };
}

/** Nobody can be blamed for blocks that were there before. */
const fromBefore = '';

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
