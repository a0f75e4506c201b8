import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStamp } from '#shared/contract/engine.ts';
import { ContentError } from './content-error.ts';
import { makeFilePool, type PooledFile } from './file-pool.ts';
import type { Layout } from './layout.ts';

/** The bytes of one torrent as they lie in its files. All failures are ContentErrors and concern this torrent only. */
export interface FileStore {
  /** @throws ContentError when a file is missing or too short */
  read(offset: number, length: number): Promise<Buffer>;
  /** The same, into memory of the caller: as much as fits. */
  readInto(offset: number, into: Uint8Array): Promise<void>;
  /** Resolves when the operating system has the bytes: they survive the end of this process, not a power cut. */
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

export function makeFileStore(layout: Layout): FileStore {
  const { content } = layout;
  const pool = makeFilePool();
  const writes = new Set<Promise<void>>();

  function fileAt(index: number): PooledFile & { readonly kind: string } {
    const file = content.files[index];
    if (file === undefined) throw new Error(`No file ${index}`);
    return { root: content.savePath, path: file.path, kind: file.kind };
  }

  async function readSpan(file: PooledFile, start: number, into: Uint8Array): Promise<void> {
    await pool.withFile(file, 'read', async (handle) => {
      for (let done = 0; done < into.length;) {
        const { bytesRead } = await handle.read(into, done, into.length - done, start + done);
        const name = join(file.root, ...file.path);
        if (bytesRead === 0) throw new ContentError('files-missing', `${name} is shorter than it was.`);
        done += bytesRead;
      }
    });
  }

  async function writeSpans(offset: number, bytes: Uint8Array): Promise<void> {
    let at = 0;
    for (const span of layout.spans(offset, bytes.length)) {
      const file = fileAt(span.file);
      const part = bytes.subarray(at, at + span.length);
      at += span.length;
      if (file.kind !== 'content') continue;
      await pool.withFile(file, 'write', async (handle) => {
        for (let done = 0; done < part.length;) {
          done += (await handle.write(part, done, part.length - done, span.start + done)).bytesWritten;
        }
      });
    }
  }

  async function stampOf(index: number): Promise<FileStamp | null> {
    const { root, path, kind } = fileAt(index);
    if (kind !== 'content') return null;
    const found = await stat(join(root, ...path)).catch(() => undefined);
    return found?.isFile() === true ? { sizeBytes: found.size, modifiedMs: found.mtimeMs } : null;
  }

  async function readInto(offset: number, into: Uint8Array): Promise<void> {
    let at = 0;
    for (const span of layout.spans(offset, into.length)) {
      const file = fileAt(span.file);
      const part = into.subarray(at, at + span.length);
      at += span.length;
      if (file.kind === 'content') await readSpan(file, span.start, part);
      else part.fill(0);
    }
  }

  return {
    async read(offset, length) {
      const bytes = Buffer.allocUnsafe(length);
      await readInto(offset, bytes);
      return bytes;
    },
    readInto,
    async write(offset, bytes) {
      const writing = writeSpans(offset, bytes);
      writes.add(writing);
      try {
        await writing;
      } finally {
        writes.delete(writing);
      }
    },
    sync: () => pool.sync(),
    async makeEmptyFiles() {
      for (const [index, { kind, sizeBytes, isWanted }] of content.files.entries()) {
        if (kind !== 'content' || sizeBytes !== 0 || !isWanted) continue;
        await pool.withFile(fileAt(index), 'write', () => Promise.resolve());
      }
    },
    stampOf,
    stamps: () => Promise.all(content.files.map((_, index) => stampOf(index))),
    async close() {
      await Promise.allSettled(writes);
      await pool.close();
    },
  };
}
