import type { FileHandle } from 'node:fs/promises';
import type { Client } from '#shared/contract/define.ts';
import type { EngineApi, PlacedFile } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import { hasPiece } from '#shared/domain/bitfield.ts';
import type { ByteRange } from '#shared/domain/byte-range.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';

interface WhatIsThereParts {
  readonly catalog: Catalog;
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
  /** Its turn comes now: somebody waits for what it has not yet. */
  bringOn(torrent: LiveTorrent): Promise<void>;
}

/** One file of a torrent, and where its bytes are read from. */
export interface Wanted {
  readonly torrent: LiveTorrent;
  readonly file: PlacedFile;
  readonly handle: () => Promise<FileHandle>;
}

/** How far into the torrent everything is verified and in its file. */
type Told = AsyncIterator<{ readonly to: number }, unknown>;

const engineHasItNot: readonly string[] = ['not-found', 'engine-down', 'disconnected'];

/**
 * Says how far a file can be read, from its engine while it has one, else from what is stored: what is whole plays
 * without any network.
 */
export function makeWhatIsThere({ catalog, clientFor, bringOn }: WhatIsThereParts) {
  async function asEngineSays(
    { torrent, file }: Wanted,
    { from, to }: ByteRange,
    signal: AbortSignal,
  ): Promise<Told | undefined> {
    const { infoHash } = torrent.stored;
    try {
      const stretch = { infoHash, from: file.offset + from, to: file.offset + to };
      const told = clientFor(torrent)['torrents.read'](stretch, { signal });
      const first = await told.next();
      return startingWith(first, told);
    } catch (error) {
      if (error instanceof AppError && engineHasItNot.includes(error.code)) return undefined;
      throw error;
    }
  }

  /** @throws AppError where the file was changed meanwhile */
  async function asIsStored({ file, handle }: Wanted, { to }: ByteRange): Promise<Told> {
    const { size, mtimeMs } = await (await handle()).stat();
    if (file.stamp?.sizeBytes !== size || file.stamp.modifiedMs !== mtimeMs)
      throw new AppError('not-readable', 'The file is not what it was when it was checked last.');
    return only({ to: file.offset + to });
  }

  /** @throws AppError that says why not all of it is there, and why nothing more comes */
  return async (wanted: Wanted, range: ByteRange, signal: AbortSignal): Promise<Told> => {
    const told = await asEngineSays(wanted, range, signal);
    if (told !== undefined) return told;
    if (isStored(catalog, wanted, range)) return asIsStored(wanted, range);
    await bringOn(wanted.torrent);
    const now = await asEngineSays(wanted, range, signal);
    if (now === undefined) throw whyNot(wanted.torrent);
    return now;
  };
}
export type WhatIsThere = ReturnType<typeof makeWhatIsThere>;

/** Whether all of it is there for what was checked last. */
export function isStored(
  catalog: Pick<Catalog, 'contents'>,
  { torrent, file }: Pick<Wanted, 'torrent' | 'file'>,
  { from, to }: ByteRange,
): boolean {
  const { infoHash } = torrent.stored;
  const bitfield = catalog.contents.progress(infoHash)?.bitfield ?? new Uint8Array();
  const pieceBytes = catalog.contents.content(infoHash)?.pieceSizeBytes ?? 1;
  const last = Math.floor((file.offset + to - 1) / pieceBytes);
  for (let piece = Math.floor((file.offset + from) / pieceBytes); piece <= last; piece++)
    if (!hasPiece(bitfield, piece)) return false;
  return true;
}

function whyNot({ state, reason }: LiveTorrent): AppError {
  const why = reason?.text ?? '';
  if (state === 'paused')
    return new AppError(
      'not-readable',
      `This torrent is paused, and not all of this is here yet. ${why}`.trim(),
    );
  return new AppError(
    'engine-down',
    `Not all of this is here yet, and nothing more comes now. ${why}`.trim(),
  );
}

async function* only<T>(item: T): AsyncGenerator<T, void, undefined> {
  yield await Promise.resolve(item);
}

async function* startingWith<T>(
  first: IteratorResult<T, unknown>,
  rest: AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  if (first.done === true) return;
  try {
    yield first.value;
    yield* rest;
  } finally {
    await rest.return();
  }
}
