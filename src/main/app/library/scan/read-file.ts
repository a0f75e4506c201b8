import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import type { CuePart, MediaFacts } from '#shared/domain/library/media-facts.ts';
import type { ScannedFile } from '#shared/domain/library/scanned-file.ts';
import {
  decodeText,
  makeMemoryTurns,
  parseCueSheet,
  parseNfo,
  partsOf,
  readFacts,
  readSmallFile,
  type Problem,
} from '../../../media/index.ts';
import type { Beside } from './beside.ts';
import type { ArtworkKeeper } from './keep-artwork.ts';
import type { WalkedFile } from './walk.ts';

interface ReadParts {
  readonly root: string;
  readonly beside: Beside;
  readonly artwork: ArtworkKeeper;
  readonly signal: AbortSignal;
  /** For one file. */
  readonly maxMs: number;
}

/** Of cue sheets and descriptions, bytes. */
const maxTextBytes = 1024 * 1024;
const maxPictureBytes = 20 * 1024 * 1024;
/** Folders of which the picture is remembered: their files come one after the other. */
const maxRemembered = 50;

/** Reads one file with all that belongs to it. Whatever is wrong with it is a problem in words. */
export type ReadFile = (file: WalkedFile) => Promise<ScannedFile>;

export function makeFileReader({ root, beside, artwork, signal, maxMs }: ReadParts): ReadFile {
  const turns = makeMemoryTurns();
  const bounds = { signal, maxMs, turns };
  const pictures = new Map<string, Promise<string | null>>();
  const sheets = new Map<string, ReturnType<typeof readCueSheet>>();

  /** Undefined: it cannot be read; then it is as if it were not there. */
  async function small(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
    try {
      return await readSmallFile(join(root, path), { ...bounds, maxBytes });
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  function pictureBeside(path: string): Promise<string | null> {
    return remembered(pictures, path, async () => {
      const bytes = await small(path, maxPictureBytes);
      return bytes === undefined ? null : artwork.keep(bytes);
    });
  }

  async function readCueSheet(path: string) {
    const bytes = await small(path, maxTextBytes);
    return bytes === undefined ? [] : parseCueSheet(decodeText(bytes));
  }

  async function cueOf(file: WalkedFile, embedded: string | null): Promise<readonly CuePart[]> {
    for (const path of beside.cueSheetsOf(file)) {
      const files = await remembered(sheets, path, () => readCueSheet(path));
      const parts = partsOf(files, posix.basename(file.path));
      if (parts.length > 0) return parts;
    }
    return embedded === null ? [] : (parseCueSheet(embedded)[0]?.parts ?? []);
  }

  async function withDescription(file: WalkedFile, facts: MediaFacts): Promise<MediaFacts> {
    const path = beside.nfoOf(file);
    const bytes = path === undefined ? undefined : await small(path, maxTextBytes);
    const nfo = bytes === undefined ? undefined : parseNfo(decodeText(bytes));
    if (nfo === undefined || facts.kind !== 'video') return facts;
    return { ...facts, title: nfo.title ?? facts.title, year: nfo.year ?? facts.year };
  }

  return async (file) => {
    const picture = beside.artworkOf(file);
    const besideId = picture === undefined ? null : await pictureBeside(picture);
    const reading = await readFacts(join(root, file.path), { ...bounds, withCover: besideId === null });
    const embeddedId = reading.cover === null ? null : await artwork.keep(reading.cover);
    const { facts, problem } = reading;
    return {
      path: file.path,
      ...(reading.stat ?? file.stat),
      contentKey: reading.contentKey === '' ? keyOfUnread(file.path) : reading.contentKey,
      facts: facts === null ? null : await withDescription(file, facts),
      problem,
      artwork: besideId ?? embeddedId,
      cue:
        facts?.kind === 'audio' ? withinFile(await cueOf(file, reading.cueSheet), facts.durationSeconds) : [],
      subtitles: beside.subtitlesOf(file),
    };
  };
}

/** A file of which nothing is known but that it is there. */
export function unreadFile(file: Pick<WalkedFile, 'path' | 'stat'>, problem: Problem): ScannedFile {
  return {
    ...{ path: file.path, ...file.stat, contentKey: keyOfUnread(file.path), facts: null, problem },
    ...{ artwork: null, cue: [], subtitles: [] },
  };
}

/** Like no other: files that could not be read are not taken for copies of each other. */
function keyOfUnread(path: string): string {
  return createHash('sha256').update(`unread\n${path}`).digest('hex').slice(0, 40);
}

/** A sheet for another rip may name what lies behind the end. */
function withinFile(parts: readonly CuePart[], durationSeconds: number | null): readonly CuePart[] {
  if (durationSeconds === null) return parts;
  const inside = parts.filter(({ startSeconds }) => startSeconds < durationSeconds);
  return inside.length > 1 ? inside : [];
}

function remembered<T>(memory: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  const [oldest] = memory.keys();
  if (oldest !== undefined && memory.size >= maxRemembered) memory.delete(oldest);
  memory.set(key, made);
  return made;
}
