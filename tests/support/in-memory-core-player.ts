import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { PlayableFile } from '../../src/main/app/player/library-files.ts';
import { makePlayer } from '../../src/main/app/player/player.ts';
import type { PlayerSource } from '../../src/main/app/player/source.ts';
import { makeServed } from '../../src/main/app/served/served.ts';
import type { Handlers } from '../../src/shared/contract/define.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import type { playerApi } from '../../src/shared/contract/player.ts';
import type { World } from './in-memory-core-world.ts';

/** A real file behind an item or a file of a torrent, and what is known of it besides. */
export type MediaOnDisk = Pick<PlayableFile, 'path'> & Partial<PlayableFile>;

export interface InMemoryPlayer extends AsyncDisposable {
  readonly handlers: Handlers<typeof playerApi>;
  /** Where the files are read; undefined until one was opened. */
  mediaOrigin(): string | undefined;
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The real player and the real door, over files that a test has put into `world.media`. */
export function startInMemoryPlayer(world: World, pageOrigins: readonly string[]): InMemoryPlayer {
  const served = makeServed({ logger: silent, pageOrigins });
  const player = makePlayer({
    served,
    library: {
      playable(id) {
        const found = world.media.get(id);
        if (found === undefined) return undefined;
        const item = [...world.library.tracks, ...world.library.videos].find((each) => each.id === id);
        return {
          folder: dirname(found.path),
          title: item?.title ?? basename(found.path),
          durationSeconds: null,
          positionSeconds: item?.positionSeconds ?? null,
          subtitles: [],
          audioTracks: [],
          chapters: [],
          part: null,
          replayGain: null,
          ...found,
        };
      },
    },
    torrents: {
      open(torrentId, file = 0) {
        const found = world.media.get(`${torrentId}/${file}`);
        if (found === undefined) throw new AppError('not-readable', 'Nothing of this file is here yet.');
        return sourceOf(found.path);
      },
      resumeFor: () => Promise.resolve(),
    },
  });
  return {
    handlers: {
      'player.open': async (input, context) => {
        await world.enter('player.open', input);
        return player['player.open'](input, context);
      },
      'player.openTorrentFile': async (input, context) => {
        await world.enter('player.openTorrentFile', input);
        return player['player.openTorrentFile'](input, context);
      },
    },
    mediaOrigin: served.origin,
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  };
}

function sourceOf(path: string): PlayerSource {
  const { size } = statSync(path);
  return {
    key: path,
    group: 'torrent',
    name: basename(path),
    title: basename(path),
    sizeBytes: size,
    isArriving: true,
    read: ({ from, to }) => Promise.resolve(bytesOf(path, from, to)),
    subtitles: [],
  };
}

async function* bytesOf(path: string, from: number, to: number): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
    yield buffer;
  } finally {
    await file.close();
  }
}

/** Of a core that has no files. */
export const noPlayer: Handlers<typeof playerApi> = {
  'player.open': () => Promise.reject(new AppError('not-found', 'There is nothing to play.')),
  'player.openTorrentFile': () => Promise.reject(new AppError('not-found', 'There is nothing to play.')),
};
