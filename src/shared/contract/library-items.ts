import * as z from 'zod';
import { itemKinds, parseItemId, type ItemId } from '../domain/library/item-id.ts';
import { problemCodes } from '../domain/library/media-facts.ts';
import { shareStates } from '../domain/library/share-state.ts';

/*
 * Items of the library as they cross between core and user interfaces. Null: not known.
 */

export const itemIdSchema = z.custom<ItemId>(
  (value) => typeof value === 'string' && parseItemId(value) !== undefined,
  { message: 'This is no item of a library.' },
);

const count = z.int().nonnegative();
const seconds = z.number().nonnegative();

/** Names a thumbnail, by what is in it. */
export const artworkId = z.string().regex(/^[0-9a-f]{16,64}$/u);

const itemFields = {
  id: itemIdSchema,
  title: z.string(),
  artwork: artworkId.nullable(),
  isFavourite: z.boolean(),
  labels: z.array(z.string()),
  addedAt: z.iso.datetime(),
  shareState: z.enum(shareStates),
};

export const albumSchema = z.object({
  ...itemFields,
  artist: z.string().nullable(),
  artistId: itemIdSchema.nullable(),
  year: z.int().nullable(),
  genres: z.array(z.string()),
  tracks: count,
  discs: count,
  durationSeconds: seconds,
  isCompilation: z.boolean(),
  /** No file of it is there. */
  isMissing: z.boolean(),
});
export type Album = z.infer<typeof albumSchema>;

export const artistSchema = z.object({
  id: itemIdSchema,
  name: z.string(),
  albums: count,
  tracks: count,
  artwork: artworkId.nullable(),
});
export type Artist = z.infer<typeof artistSchema>;

/** What every file that plays has. */
const playableFields = {
  ...itemFields,
  /** Absolute, on the computer that Warren runs on. */
  path: z.string(),
  sizeBytes: count,
  durationSeconds: seconds.nullable(),
  /** Codec and container in a few words: `FLAC`, `H.264 · AAC in MKV`. */
  format: z.string().nullable(),
  isMissing: z.boolean(),
  plays: count,
  lastPlayedAt: z.iso.datetime().nullable(),
  /** Where it was left; null: at the beginning, or at the end. */
  positionSeconds: seconds.nullable(),
  /** The torrent that shares its file, or did until it stopped by itself. */
  torrentId: z.string().nullable(),
  note: z.string().nullable(),
};

export const trackSchema = z.object({
  ...playableFields,
  artist: z.string().nullable(),
  artistId: itemIdSchema.nullable(),
  album: z.string().nullable(),
  albumId: itemIdSchema.nullable(),
  composer: z.string().nullable(),
  discNumber: z.int().nullable(),
  trackNumber: z.int().nullable(),
  year: z.int().nullable(),
  genre: z.string().nullable(),
  bitrateBps: count.nullable(),
  sampleRateHz: count.nullable(),
  bitsPerSample: count.nullable(),
  channels: count.nullable(),
});
export type Track = z.infer<typeof trackSchema>;

export const videoKinds = ['movie', 'episode', 'home'] as const;

export const videoSchema = z.object({
  ...playableFields,
  kind: z.enum(videoKinds),
  showId: itemIdSchema.nullable(),
  show: z.string().nullable(),
  season: z.int().nullable(),
  episode: z.int().nullable(),
  year: z.int().nullable(),
  recordedAt: z.iso.datetime().nullable(),
  width: count.nullable(),
  height: count.nullable(),
});
export type Video = z.infer<typeof videoSchema>;

export const showSchema = z.object({
  id: itemIdSchema,
  title: z.string(),
  seasons: count,
  episodes: count,
  artwork: artworkId.nullable(),
});
export type Show = z.infer<typeof showSchema>;

export const genreSchema = z.object({ name: z.string(), albums: count, tracks: count });

/** A list that fills itself. */
export const playlistRuleSchema = z.object({
  match: z.enum(['all', 'any']),
  conditions: z
    .array(
      z.discriminatedUnion('field', [
        z.object({
          field: z.enum(['title', 'artist', 'album', 'genre', 'label', 'path']),
          is: z.enum(['contains', 'equals', 'not-equals']),
          value: z.string().max(200),
        }),
        z.object({
          field: z.enum(['year', 'plays', 'durationSeconds', 'daysSinceAdded', 'daysSincePlayed']),
          is: z.enum(['at-least', 'at-most']),
          value: z.number(),
        }),
        z.object({ field: z.enum(['favourite', 'shared']), is: z.literal('equals'), value: z.boolean() }),
      ]),
    )
    .min(1)
    .max(20),
  sort: z.enum(['title', 'artist', 'album', 'addedAt', 'plays', 'lastPlayedAt', 'random']),
  isDescending: z.boolean(),
  limit: z.int().min(1).max(10_000).nullable(),
});
export type PlaylistRule = z.infer<typeof playlistRuleSchema>;

export const playlistSchema = z.object({
  id: itemIdSchema,
  name: z.string(),
  /** Null: a list made by hand. */
  rule: playlistRuleSchema.nullable(),
  items: count,
  durationSeconds: seconds,
  artwork: artworkId.nullable(),
  shareState: z.enum(shareStates),
});
export type Playlist = z.infer<typeof playlistSchema>;

/** What a search found; the CLI prints just this. */
export const hitSchema = z.object({
  kind: z.enum(itemKinds),
  id: itemIdSchema,
  title: z.string(),
  artist: z.string().nullable(),
  album: z.string().nullable(),
  year: z.int().nullable(),
  durationSeconds: seconds.nullable(),
  path: z.string().nullable(),
  shareState: z.enum(shareStates),
  artwork: artworkId.nullable(),
});
export type Hit = z.infer<typeof hitSchema>;

export const libraryFolderSchema = z.object({
  id: z.int().positive(),
  path: z.string(),
  /** False: a drive that is not plugged in, or a folder that is gone. Nothing of it is forgotten. */
  isThere: z.boolean(),
  tracks: count,
  videos: count,
  /** Files that the last scan did not find any more. */
  missing: count,
  /** Files that were shared and are not any more what was shared. */
  broken: count,
  lastScanAt: z.iso.datetime().nullable(),
});
export type LibraryFolder = z.infer<typeof libraryFolderSchema>;

/** A folder of the system that could become one of the library's. */
export const offeredFolderSchema = z.object({ kind: z.enum(['music', 'videos']), path: z.string() });
export type OfferedFolder = z.infer<typeof offeredFolderSchema>;

export const scanStates = ['idle', 'counting', 'reading'] as const;

export const scanProgressSchema = z.object({
  state: z.enum(scanStates),
  /** The folder that is scanned now. */
  folder: z.string().nullable(),
  /** Media files found so far, and how many of them are done. */
  found: count,
  done: count,
  /** Of this scan, or of the last one when none runs. */
  added: count,
  changed: count,
  moved: count,
  missing: count,
  failed: count,
  etaSeconds: seconds.nullable(),
  wasCancelled: z.boolean(),
});
export type ScanProgress = z.infer<typeof scanProgressSchema>;

export const libraryProblemSchema = z.object({
  path: z.string(),
  code: z.enum(problemCodes),
  text: z.string(),
});

export const libraryStatsSchema = z.object({
  albums: count,
  artists: count,
  tracks: count,
  videos: count,
  shows: count,
  playlists: count,
  durationSeconds: seconds,
  sizeBytes: count,
  missing: count,
  problems: count,
  sharedFiles: count,
});
export type LibraryStats = z.infer<typeof libraryStatsSchema>;
