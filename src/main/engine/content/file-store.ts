import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStamp } from '#shared/contract/engine.ts';
import type { Preallocation } from '#shared/domain/preallocation.ts';
import { makeFilePool, type FilePool } from './file-pool.ts';
import type { Layout } from './layout.ts';
import type { FileInRoot } from './open-inside.ts';
import { gatherWrites } from './gathered-writes.ts';
import { makePreallocator } from './preallocate.ts';
import { readFully, splitAt, writeFully } from './stretches.ts';

/** The bytes of one torrent as they lie in its files. All failures are ContentErrors and concern this torrent only. */
export interface FileStore {
  /** @throws ContentError when a file is missing or too short */
  read(offset: number, length: number): Promise<Buffer>;
  /** As read(), into memory of the caller, which is not to be touched until it resolves. */
  readInto(offset: number, target: Uint8Array): Promise<void>;
  /** As readInto(), one stretch of the torrent into several of memory: of one file, in one call to the system. */
  readIntoAll(offset: number, targets: readonly Uint8Array[]): Promise<void>;
  /**
   * Resolves when the operating system has the bytes: they survive the end of this process, not a power cut. Until then
   * they are not to be touched. One call to the system for each file that they touch.
   */
  write(offset: number, bytes: Uint8Array): Promise<void>;
  /** Resolves when they survive a power cut too. */
  sync(): Promise<void>;
  /** Makes the wanted files that have no bytes, which no piece would ever make. */
  makeEmptyFiles(): Promise<void>;
  /** How a file looks now; null where there is none. */
  stampOf(file: number): Promise<FileStamp | null>;
  /** Of all files, by index. */
  stamps(): Promise<(FileStamp | null)[]>;
  /** Resolves when nothing is being written any more. */
  close(): Promise<void>;
}

interface StoreParts {
  /** Of the process; where none is given, a small one of its own. */
  readonly pool?: FilePool;
  readonly preallocation?: Preallocation;
}

export function makeFileStore(
  layout: Layout,
  { pool = makeFilePool({ maxOpenFiles: 32 }), preallocation = 'sparse' }: StoreParts = {},
): FileStore {
  const { content } = layout;
  const files = pool.forTorrent();
  const closing = new AbortController();
  const preallocate = makePreallocator(files, closing.signal);

  function fileAt(index: number): FileInRoot & { readonly kind: string; readonly sizeBytes: number } {
    const file = content.files[index];
    if (file === undefined) throw new Error(`No file ${index}`);
    return { root: content.savePath, path: file.path, kind: file.kind, sizeBytes: file.sizeBytes };
  }

  async function readIntoAll(offset: number, targets: readonly Uint8Array[]): Promise<void> {
    const length = targets.reduce((sum, target) => sum + target.length, 0);
    let left = targets;
    for (const span of layout.spans(offset, length)) {
      const [parts, rest] = splitAt(left, span.length);
      left = rest;
      const file = fileAt(span.file);
      if (file.kind !== 'content') for (const part of parts) part.fill(0);
      else {
        const name = join(file.root, ...file.path);
        await files.withFile(file, 'read', (handle) => readFully(handle, name, parts, span.start));
      }
    }
    // Asked for more than there is: whatever was in this memory before concerns nobody.
    for (const part of left) part.fill(0);
  }

  const gathered = gatherWrites(async (offset, parts) => {
    let left = parts;
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    for (const span of layout.spans(offset, length)) {
      const [now, rest] = splitAt(left, span.length);
      left = rest;
      const file = fileAt(span.file);
      if (file.kind !== 'content') continue;
      if (preallocation === 'full') await preallocate(file, file.sizeBytes);
      await files.withFile(file, 'write', (handle) => writeFully(handle, now, span.start));
      files.reaches(file, span.start + span.length);
    }
  });

  async function stampOf(index: number): Promise<FileStamp | null> {
    const { root, path, kind } = fileAt(index);
    if (kind !== 'content') return null;
    const found = await stat(join(root, ...path)).catch(() => undefined);
    return found?.isFile() === true ? { sizeBytes: found.size, modifiedMs: found.mtimeMs } : null;
  }

  return {
    async read(offset, length) {
      const bytes = Buffer.allocUnsafe(length);
      await readIntoAll(offset, [bytes]);
      return bytes;
    },
    readInto: (offset, target) => readIntoAll(offset, [target]),
    readIntoAll,
    write: (offset, bytes) => gathered.write(offset, bytes),
    sync: () => files.sync(),
    async makeEmptyFiles() {
      for (const [index, { kind, sizeBytes, isWanted }] of content.files.entries()) {
        if (kind === 'content' && sizeBytes === 0 && isWanted) await files.makeEmpty(fileAt(index));
      }
    },
    stampOf,
    stamps: () => Promise.all(content.files.map((_, index) => stampOf(index))),
    async close() {
      closing.abort();
      await gathered.settled();
      await files.close();
    },
  };
}
