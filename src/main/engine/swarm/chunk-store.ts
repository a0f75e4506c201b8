import type { ChunkStore } from 'webtorrent';
import type { FileStore } from '../content/file-store.ts';

type Callback<T extends unknown[]> = (error: Error | null, ...result: T) => void;

/**
 * Our store in the shape that WebTorrent asks for: a class, callbacks, a piece at a time.
 * @param onReadError WebTorrent only tells the peer that a block cannot be had; the torrent must know
 */
export function chunkStoreOver(
  store: FileStore,
  onReadError: (error: Error) => void,
): new (chunkLength: number) => ChunkStore {
  return class implements ChunkStore {
    readonly chunkLength: number;

    constructor(chunkLength: number) {
      this.chunkLength = chunkLength;
    }

    put(index: number, bytes: Uint8Array, callback: Callback<[]>): void {
      settle(store.write(index * this.chunkLength, bytes), () => callback(null), callback);
    }

    get(
      index: number,
      options: { readonly offset?: number; readonly length?: number } | undefined,
      callback: Callback<[Uint8Array?]>,
    ): void {
      const offset = options?.offset ?? 0;
      const length = options?.length ?? this.chunkLength - offset;
      const onError = (error: Error) => {
        callback(error);
        onReadError(error);
      };
      settle(
        store.read(index * this.chunkLength + offset, length),
        (bytes) => callback(null, bytes),
        onError,
      );
    }

    /** The session that made the store closes it. */
    close(callback: Callback<[]>): void {
      queueMicrotask(() => callback(null));
    }

    /** WebTorrent never deletes files of ours. */
    destroy(callback: Callback<[]>): void {
      this.close(callback);
    }
  };
}

/** Outside the promise, so that what the callback throws does not come back to it as an error of the store. */
function settle<T>(work: Promise<T>, onValue: (value: T) => void, onError: (error: Error) => void): void {
  work.then(
    (value) => queueMicrotask(() => onValue(value)),
    (error: unknown) =>
      queueMicrotask(() => onError(error instanceof Error ? error : new Error(String(error)))),
  );
}

/** While only the metadata is wanted, nothing may touch a disk. */
export class NoStore implements ChunkStore {
  readonly chunkLength: number;

  constructor(chunkLength: number) {
    this.chunkLength = chunkLength;
  }

  put(_index: number, _bytes: Uint8Array, callback: Callback<[]>): void {
    callback(new Error('There is no store yet.'));
  }

  get(_index: number, _options: unknown, callback: Callback<[]>): void {
    callback(new Error('There is no store yet.'));
  }

  close(callback: Callback<[]>): void {
    callback(null);
  }

  destroy(callback: Callback<[]>): void {
    callback(null);
  }
}
