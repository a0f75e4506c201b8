import type { FileHandle } from 'node:fs/promises';
import type { PlacedFile } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { ByteRange } from '#shared/domain/byte-range.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import { openContentFile, readStretch } from './content-file.ts';
import type { WhatIsThere } from './what-is-there.ts';

interface FileOfTorrent {
  readonly torrent: LiveTorrent;
  readonly file: PlacedFile;
}

/** Each holds a file, and a call to the engine, of which the contract allows 64. */
const maxReaders = 24;

/** Reads files of torrents from the disk, as far as they are verified, and waits where they are not. */
export function makeReader({ whatIsThere }: { readonly whatIsThere: WhatIsThere }) {
  let readers = 0;

  /** @throws AppError `too-many-requests`, or what keeps the bytes from being there */
  return async ({ torrent, file }: FileOfTorrent, range: ByteRange, signal: AbortSignal) => {
    if (readers >= maxReaders) throw new AppError('too-many-requests', 'Too many players read at once.');
    readers++;
    let opening: Promise<FileHandle> | undefined;
    const handle = () => (opening ??= openContentFile(torrent.stored.savePath, file.path));
    const end = async () => {
      readers--;
      await (await opening?.catch(() => undefined))?.close();
    };
    try {
      const told = await whatIsThere({ torrent, file, handle }, range, signal);
      return bytesOf(told, end);
    } catch (error) {
      await end();
      throw error;
    }

    async function* bytesOf(
      told: AsyncIterator<{ readonly to: number }, unknown>,
      done: () => Promise<void>,
    ): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        let at = range.from;
        while (at < range.to) {
          const next = await told.next();
          if (next.done === true || signal.aborted) break;
          // An engine handles what strangers send: what it says is held against what was asked.
          const to = Math.min(range.to, next.value.to - file.offset);
          if (to <= at) continue;
          yield* readStretch(await handle(), at, to);
          at = to;
        }
        if (at < range.to) throw new AppError('cancelled', 'The reading was ended.');
      } finally {
        await told.return?.();
        await done();
      }
    }
  };
}
