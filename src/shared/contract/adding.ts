import * as z from 'zod';
import { maxMetainfoBytes } from '../domain/metainfo.ts';
import { procedure, stream } from './define.ts';
import { peerAddressSchema, torrentSchema } from './torrent.ts';

/*
 * How a torrent comes to Warren: looked at, added, or made of what lies on this computer.
 */

/** Base 64 costs a third more than the bytes. */
const torrentFileText = z.base64().max(Math.ceil(maxMetainfoBytes / 3) * 4);

/** A magnet link, or the content of a .torrent file as base 64. */
const source = z.union([
  z.object({ magnet: z.string().min(1).max(100_000) }),
  z.object({ torrentFile: torrentFileText }),
]);

/** What can be said about a source before anything is added. */
const inspectionSchema = z.object({
  infoHash: z.string(),
  name: z.string().nullable(),
  /** Null for a magnet link: the peers know. */
  sizeBytes: z.int().nonnegative().nullable(),
  files: z.array(z.object({ index: z.int(), path: z.string(), sizeBytes: z.int().nonnegative() })).nullable(),
  trackers: z.array(z.string()),
  isPrivate: z.boolean(),
  isAlreadyThere: z.boolean(),
  /** Where it would be saved if nothing else is said, and what is free there; null where that cannot be told. */
  savePath: z.string(),
  freeBytes: z.int().nonnegative().nullable(),
});
export type Inspection = z.infer<typeof inspectionSchema>;

const folderSchema = z.object({
  path: z.string(),
  isThere: z.boolean(),
  /** What is free there, or in the nearest folder above it that is there; null where that cannot be told. */
  freeBytes: z.int().nonnegative().nullable(),
});

/** A share on its way: hashing reports until it is done, then the torrent is there and seeding. */
const shareStepSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('hashing'),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  z.object({
    kind: z.literal('shared'),
    id: z.string(),
    infoHash: z.string(),
    magnet: z.string(),
    /** Where the core keeps the .torrent file. */
    torrentFile: z.string(),
  }),
]);
export type ShareStep = z.infer<typeof shareStepSchema>;

export const addingApi = {
  'folders.inspect': procedure(
    'What can be said about a folder on the computer that Warren runs on.',
    z.object({ path: z.string().min(1) }),
    folderSchema,
  ),
  'torrents.inspect': procedure(
    'Reads a magnet link or a .torrent file; adds nothing.',
    z.object({ source }),
    inspectionSchema,
  ),
  'torrents.add': procedure(
    'Adds a torrent and starts it.',
    z.object({
      source,
      /** An absolute folder; it is made if it is not there. */
      savePath: z.string().min(1).optional(),
      profile: z.string().optional(),
      paused: z.boolean().default(false),
      /** Only the files that one of these globs matches (against the path below the torrent's own folder, or its end). */
      select: z.array(z.string().min(1)).optional(),
      /** Only these files, by index; wins over `select`. */
      selectFiles: z.array(z.int().nonnegative()).optional(),
      peers: z.array(peerAddressSchema).max(200).default([]),
    }),
    torrentSchema,
  ),
  'torrents.share': stream(
    'Makes a torrent of a file or folder and seeds it from where it lies. Stop reading to cancel.',
    z.object({
      /** Absolute; never copied, never written. */
      path: z.string().min(1),
      /** Only these files of the folder, below it, with `/`; without them all that is in it. */
      files: z.array(z.string().min(1)).min(1).max(1_000_000).optional(),
      name: z.string().trim().min(1).max(200).optional(),
      trackers: z.array(z.string()).max(100).default([]),
      isPrivate: z.boolean().default(false),
      profile: z.string().optional(),
    }),
    shareStepSchema,
  ),
} as const;
