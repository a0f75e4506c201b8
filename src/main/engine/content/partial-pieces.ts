import { hash } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hasPiece } from '#shared/domain/bitfield.ts';
import { errorCode } from './content-error.ts';
import type { Layout } from './layout.ts';

/** A piece of which some blocks have been received: none of it is verified. */
export interface PartialPiece {
  readonly piece: number;
  /** Which blocks are there, one bit each, as in a bitfield. */
  readonly blocks: Uint8Array;
  /** The whole piece; where a block is missing, anything. */
  readonly bytes: Uint8Array;
}

/** A piece that is still being received. Blocks that are there do not change. */
export interface OpenPiece extends PartialPiece {
  /** Asked before its bytes are looked at, later than save(): its memory may be another one's by then. */
  isStillOpen(): boolean;
}

/**
 * Blocks of open pieces, in a file of ours beside the progress file. Not in the files of the torrent: what lies there is
 * either verified or not claimed, and a block that nobody has verified never takes the place of anything.
 * What is read back goes through the same hash as if it had just arrived.
 */
export interface PartialFile {
  /** Those that are whole and belong to this torrent; none where the file is missing, cut off or something else. */
  load(): Promise<PartialPiece[]>;
  /**
   * Puts these in the place of those before, whole or not at all. With none, the file goes. One at a time, the last
   * list wins. Trouble is not reported: these blocks are fetched again.
   */
  save(partials: readonly OpenPiece[]): Promise<void>;
  remove(): Promise<void>;
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
}

const blockBytes = 16 * 1024;
const magic = Buffer.from('warren-partial-1');
const hashBytes = 20;
/** Piece index, bytes that follow the bitmap. */
const recordHeadBytes = 8;
/** Larger than all piece buffers together could have made it: not ours. */
const mostBytes = 256 * 1024 * 1024;

/*
 * File: magic, SHA-1 of what tells this torrent from others, then a record for each piece: index and length of the data
 * (32 bits each, big-endian), bitmap, the blocks that are there in order, SHA-1 of the record up to here.
 */
export function makePartialFile(path: string, layout: Layout): PartialFile {
  const { pieceCount } = layout;
  let known: Buffer | undefined;
  let last: Promise<void> = Promise.resolve();

  /** Only where there is something to load or save: it reads the whole info dictionary. */
  function identity(): Buffer {
    known ??= identityOf(layout.content);
    return known;
  }

  function blocksOf(piece: number): number {
    return Math.ceil(layout.sizeOfPiece(piece) / blockBytes);
  }

  function* blockRanges(piece: number, blocks: Uint8Array): Generator<readonly [number, number]> {
    for (let block = 0; block < blocksOf(piece); block++) {
      if (!hasPiece(blocks, block)) continue;
      yield [block * blockBytes, Math.min(layout.sizeOfPiece(piece), (block + 1) * blockBytes)];
    }
  }

  function* readRecords(file: Buffer): Generator<PartialPiece> {
    for (let at = magic.length + hashBytes; at + recordHeadBytes <= file.length;) {
      const piece = file.readUInt32BE(at);
      const length = file.readUInt32BE(at + 4);
      if (piece >= pieceCount) return;
      const bitmapAt = at + recordHeadBytes;
      const dataAt = bitmapAt + Math.ceil(blocksOf(piece) / 8);
      const end = dataAt + length;
      if (end + hashBytes > file.length) return;
      if (!sha1(file.subarray(at, end)).equals(file.subarray(end, end + hashBytes))) return;
      const blocks = Uint8Array.from(file.subarray(bitmapAt, dataAt));
      const ranges = [...blockRanges(piece, blocks)];
      if (ranges.reduce((sum, [from, to]) => sum + to - from, 0) !== length) return;
      const bytes = Buffer.alloc(layout.sizeOfPiece(piece));
      let from = dataAt;
      for (const [start, stop] of ranges) from += file.copy(bytes, start, from, from + stop - start);
      yield { piece, blocks, bytes };
      at = end + hashBytes;
    }
  }

  async function write(partials: readonly OpenPiece[]): Promise<void> {
    const draft = `${path}.next`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.write(Buffer.concat([magic, identity()]));
      for (const { piece, blocks, bytes, isStillOpen } of partials) {
        if (!isStillOpen()) continue;
        const head = Buffer.alloc(recordHeadBytes);
        const data = [...blockRanges(piece, blocks)].map(([from, to]) => bytes.subarray(from, to));
        head.writeUInt32BE(piece, 0);
        head.writeUInt32BE(
          data.reduce((sum, part) => sum + part.length, 0),
          4,
        );
        const record = Buffer.concat([head, blocks.subarray(0, Math.ceil(blocksOf(piece) / 8)), ...data]);
        await file.writeFile(Buffer.concat([record, sha1(record)]));
      }
    } finally {
      await file.close();
    }
    await rename(draft, path);
  }

  async function remove(): Promise<void> {
    await rm(path, { force: true });
    await rm(`${path}.next`, { force: true });
  }

  function next(work: () => Promise<void>): Promise<void> {
    last = last.then(work).catch(() => rm(`${path}.next`, { force: true }).catch(() => undefined));
    return last;
  }

  return {
    async load() {
      await last;
      try {
        if ((await stat(path)).size > mostBytes) return [];
        const file = await readFile(path);
        const head = file.subarray(0, magic.length + hashBytes);
        if (!head.equals(Buffer.concat([magic, identity()]))) return [];
        const found = new Map<number, PartialPiece>();
        for (const partial of readRecords(file)) found.set(partial.piece, partial);
        return [...found.values()];
      } catch (error) {
        if (errorCode(error) === 'unknown') throw error;
        return [];
      }
    },
    save(partials) {
      if (partials.length === 0) return next(remove);
      // Blocks that come while this is written are in the next one.
      const now = partials.map((partial) => ({ ...partial, blocks: Uint8Array.from(partial.blocks) }));
      return next(() => write(now));
    },
    remove: () => next(remove),
    settled: () => last,
  };
}

function identityOf({ infoBytes, sizeBytes, pieceSizeBytes }: Layout['content']): Buffer {
  return sha1(Buffer.concat([infoBytes, Buffer.from(`:${sizeBytes}:${pieceSizeBytes}`)]));
}

function sha1(bytes: Uint8Array): Buffer {
  return hash('sha1', bytes, 'buffer');
}
