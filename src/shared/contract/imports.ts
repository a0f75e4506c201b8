import * as z from 'zod';
import { importClients, importFaults } from '../domain/import-client.ts';
import { procedure, stream } from './define.ts';

/*
 * Bringing over torrents of another client: its folder is read and nothing in it is changed; data stays where it lies.
 */

const amount = z.int().nonnegative();

/** A folder in which another client keeps its torrents. */
export const importPlaceSchema = z.object({
  client: z.enum(importClients),
  folder: z.string(),
});
export type ImportPlace = z.infer<typeof importPlaceSchema>;

/** What becomes of a torrent: it is taken, taken without its files, it is here already, or it stays there. */
export const importVerdicts = ['ready', 'files-missing', 'already-there', 'refused'] as const;
export type ImportVerdict = (typeof importVerdicts)[number];

export const importRowSchema = z.object({
  /** The infohash; of what cannot be read, what the file is called. */
  id: z.string(),
  name: z.string(),
  verdict: z.enum(importVerdicts),
  /** Why it is refused; null where it is not. */
  fault: z.enum(importFaults).nullable(),
  /** What the verdict means for this one, as a sentence; empty for `ready`. */
  text: z.string(),
  /** Null while peers have not told it. */
  sizeBytes: amount.nullable(),
  /** What its client says of it: all that is wanted is there, or not all, or nobody knows yet what it is. */
  state: z.enum(['complete', 'unfinished', 'magnet']),
  isPaused: z.boolean(),
  /** Of what is wanted, 0–1, as its client says. */
  progress: z.number().min(0).max(1),
  savePath: z.string(),
  downloadedBytes: amount,
  uploadedBytes: amount,
  addedAt: z.iso.datetime().nullable(),
  /** Categories, tags and labels; Warren has no place for them yet. */
  labels: z.array(z.string()),
});
export type ImportRow = z.infer<typeof importRowSchema>;

export const importPreviewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rows'), rows: z.array(importRowSchema) }),
  /** Everything was read. */
  z.object({
    kind: z.literal('read'),
    /** Of those that can be taken, each once, for a forecast of who will learn of it; the first hundred. */
    trackers: z.array(z.string()),
    /** All of them are told by their trackers alone. */
    areAllPrivate: z.boolean(),
  }),
]);
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importStepSchema = z.discriminatedUnion('kind', [
  /** `total` is null where it is not known before all was read. */
  z.object({ kind: z.literal('progress'), done: amount, total: amount.nullable() }),
  z.object({
    kind: z.literal('report'),
    /** By what became of them; those that were not asked for are in none. */
    counts: z.object({ ready: amount, 'files-missing': amount, 'already-there': amount, refused: amount }),
    /** All but those that were simply taken or are here already; the first thousand. */
    remarks: z.array(importRowSchema),
  }),
]);
export type ImportStep = z.infer<typeof importStepSchema>;

const place = {
  client: z.enum(importClients),
  /** Absolute; of its data or above it. Without one: where it is on this system. */
  folder: z.string().min(1).max(4_096).optional(),
};

export const importsApi = {
  'imports.detect': procedure(
    'Folders of other clients in the places where they are on this system.',
    z.void(),
    z.array(importPlaceSchema),
  ),
  'imports.preview': stream(
    'Reads what another client has, some torrents at a time; adds nothing. Stop reading to cancel.',
    z.object(place),
    importPreviewSchema,
  ),
  'imports.run': stream(
    'Takes over torrents of another client. Their data is checked where it lies before anything is written or fetched. Stop reading to cancel: what was taken stays; done again, it goes on.',
    z.object({
      ...place,
      profile: z.string().optional(),
      /** Only these, by infohash. */
      ids: z.array(z.string().max(40)).max(100_000).optional(),
      /** Those that are not complete wait until somebody resumes them. */
      areUnfinishedPaused: z.boolean().default(false),
    }),
    importStepSchema,
  ),
} as const;
