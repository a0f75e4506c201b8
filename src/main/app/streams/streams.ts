import { createHash, randomBytes } from 'node:crypto';
import type { OpenStream } from '#shared/contract/api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { EngineApi, PlacedFile } from '#shared/contract/engine.ts';
import { AppError } from '#shared/contract/errors.ts';
import { mediaTypeOf } from '#shared/domain/media-type.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Catalog } from '../../catalog/index.ts';
import { openMediaDoor, type MediaDoor, type MediaFile } from '../../network/index.ts';
import type { Noted } from '../../ports/exposure.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import type { Registry } from '../torrents/registry.ts';
import { makeReader } from './read-file.ts';
import { makeWhatIsThere } from './what-is-there.ts';

/** Files of torrents for players on this computer, at URLs that hold a secret and end with the process. */
export interface Streams extends AsyncDisposable {
  /**
   * The same file has the same URL until close(). Nothing listens before the first.
   * @param index undefined: the largest that a player opens, else the largest
   * @throws AppError `no-metadata-yet`, `invalid-input`
   */
  open(torrent: LiveTorrent, index: number | undefined): Promise<OpenStream>;
  /** Its URLs are nothing any more, and who reads by one is cut off. */
  close(infoHash: InfoHash): void;
}

interface StreamsParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly logger: Logger;
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
  /** A player learns of a torrent. */
  note(noted: Noted): void;
}

interface Opened {
  readonly token: string;
  readonly infoHash: InfoHash;
  readonly index: number;
  readonly closing: AbortController;
}

export function makeStreams({ registry, catalog, logger, clientFor, note }: StreamsParts): Streams {
  /** By the digest of the token: looking one up says nothing about how much of it was right. */
  const opened = new Map<string, Opened>();
  const read = makeReader({ whatIsThere: makeWhatIsThere({ catalog, clientFor }) });
  let door: Promise<MediaDoor> | undefined;

  function find(token: string): MediaFile | undefined {
    const one = opened.get(digestOf(token));
    const torrent = one && registry.get(one.infoHash);
    const file = one && catalog.contents.content(one.infoHash)?.files[one.index];
    if (one === undefined || torrent === undefined || file === undefined) return undefined;
    return {
      name: file.path.at(-1) ?? '',
      sizeBytes: file.sizeBytes,
      version: `${one.infoHash}-${one.index}`,
      revoked: one.closing.signal,
      onReader: (reader) => note({ ...asParty, ...reader, torrent: one.infoHash }),
      open: (range, signal) => read({ torrent, file }, range, signal),
    };
  }

  function openDoor(): Promise<MediaDoor> {
    const onError = (error: unknown) => logger.error('stream.failed', { error: errorLabel(error) });
    door ??= openMediaDoor({ find, onError });
    // Another attempt may go better.
    door.catch(() => (door = undefined));
    return door;
  }

  function tokenFor(infoHash: InfoHash, index: number): string {
    const known = [...opened.values()].find((one) => one.infoHash === infoHash && one.index === index);
    if (known !== undefined) return known.token;
    const token = randomBytes(32).toString('base64url');
    opened.set(digestOf(token), { token, infoHash, index, closing: new AbortController() });
    return token;
  }

  return {
    async open({ stored: { infoHash } }, wanted) {
      const files = catalog.contents.content(infoHash)?.files;
      if (files === undefined)
        throw new AppError('no-metadata-yet', 'The files are not known before peers have sent their list.');
      const index = wanted ?? mainFile(files);
      const file = files[index];
      if (file?.kind !== 'content') throw new AppError('invalid-input', `There is no file ${index}.`);
      const { origin } = await openDoor();
      const name = encodeURIComponent(file.path.at(-1) ?? '');
      const url = `${origin}/${tokenFor(infoHash, index)}/${name}`;
      return { url, file: { index, path: file.path.join('/'), sizeBytes: file.sizeBytes } };
    },
    close(infoHash) {
      for (const [digest, one] of opened) {
        if (one.infoHash !== infoHash) continue;
        opened.delete(digest);
        one.closing.abort();
      }
    },
    async [Symbol.asyncDispose]() {
      for (const { closing } of opened.values()) closing.abort();
      opened.clear();
      await (await door?.catch(() => undefined))?.[Symbol.asyncDispose]();
    },
  };
}

/** It comes by the loopback door, and learns what is played and that it is there. */
const asParty = {
  kind: 'media',
  direction: 'in',
  transport: 'http',
  isEncrypted: false,
  learns: ['infohash', 'pieces'],
} as const satisfies Partial<Noted>;

const digestOf = (token: string) => createHash('sha256').update(token).digest('hex');

function mainFile(files: readonly PlacedFile[]): number {
  const content = [...files.keys()].filter((index) => files[index]?.kind === 'content');
  const media = content.filter((index) => mediaTypeOf(files[index]?.path.at(-1) ?? '') !== undefined);
  const sizeOf = (index: number) => files[index]?.sizeBytes ?? 0;
  const among = media.length > 0 ? media : content;
  return among.reduce((best, index) => (sizeOf(index) > sizeOf(best) ? index : best), among[0] ?? 0);
}
