import type { MediaFacts } from '#shared/domain/library/media-facts.ts';
import type { FileStat } from '#shared/domain/library/scanned-file.ts';
import { readAudio, readTracks } from './audio/read-audio.ts';
import { TooMuchMemory } from './audio/tokenizer.ts';
import { fileKindOf } from './kinds.ts';
import { problemOf, type Problem } from './read-problem.ts';
import { makeMemoryTurns, openBounded, type BoundedFile, type MemoryTurns } from './reading/bounded-file.ts';
import { contentKeyOf } from './reading/content-key.ts';
import { readAvi } from './video/read-avi.ts';
import { bareFacts, readOldVideo, videoFactsOf } from './video/known-containers.ts';
import { readVideo } from './video/read-video.ts';

/** All that one opening of a file gives. */
export interface Reading {
  /** Null: it could not even be opened. */
  readonly stat: FileStat | null;
  /** Empty: it could not be read. */
  readonly contentKey: string;
  readonly facts: MediaFacts | null;
  /** Beside facts: what is missing in them, and why. */
  readonly problem: Problem | null;
  /** The bytes of the picture that is embedded; null also when it was not asked for. */
  readonly cover: Uint8Array | null;
  readonly cueSheet: string | null;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Milliseconds; then the problem is `took-too-long`. */
  readonly maxMs: number;
  readonly withCover?: boolean;
  /** Shared by all that read at once. */
  readonly turns?: MemoryTurns;
}

const nothing = { stat: null, contentKey: '', facts: null, problem: null, cover: null, cueSheet: null };

/**
 * Reads one media file. What is in it never throws: that is a problem in words.
 * @throws only the signal's reason
 */
export async function readFacts(path: string, options: ReadOptions): Promise<Reading> {
  const { signal, maxMs, withCover = false, turns = makeMemoryTurns() } = options;
  let so: Reading = nothing;
  try {
    await using file = await openBounded(path, { signal, maxMs, turns });
    so = { ...so, stat: file.stat };
    if (file.stat.sizeBytes === 0)
      return { ...so, problem: { code: 'empty', text: 'There is nothing in this file.' } };
    so = { ...so, contentKey: await contentKeyOf(file) };
    return {
      ...so,
      ...(fileKindOf(path) === 'video'
        ? await readVideoFile(file, path, { signal, withCover })
        : await readAudio(file, path, { signal, withCover })),
    };
  } catch (error) {
    signal.throwIfAborted();
    return { ...so, problem: problemOf(error) };
  }
}

type VideoFile = Pick<Reading, 'facts' | 'problem' | 'cover' | 'cueSheet'>;

async function readVideoFile(
  file: BoundedFile,
  path: string,
  options: { readonly signal: AbortSignal; readonly withCover: boolean },
): Promise<VideoFile> {
  const none = { problem: null, cover: null, cueSheet: null };
  const old = (await readAvi(file)) ?? (await readOldVideo(file, path, options.signal));
  if (old !== undefined) return { ...none, facts: old };
  try {
    const video = await readVideo(file, path, options.signal);
    if (video !== undefined)
      return {
        ...none,
        facts: video.facts,
        cover: options.withCover ? video.cover : null,
        problem: video.isCoverTooLarge ? problemOf(new TooMuchMemory()) : null,
      };
  } catch (error) {
    options.signal.throwIfAborted();
    const bare = await bareFacts(file);
    if (bare === undefined) throw error;
    return { ...none, facts: bare };
  }
  // An Ogg with pictures, or sound alone in a container that mostly holds pictures.
  const metadata = await readTracks(file, path, options.signal);
  if (metadata?.format.hasVideo === true)
    return { ...none, facts: videoFactsOf(metadata, metadata.format.container ?? 'Ogg') ?? null };
  return readAudio(file, path, options);
}

/** The picture that is embedded in a file, as it is. Null: none, or none of a size that is shown. */
export async function readCover(path: string, options: ReadOptions): Promise<Uint8Array | null> {
  return (await readFacts(path, { ...options, withCover: true })).cover;
}
