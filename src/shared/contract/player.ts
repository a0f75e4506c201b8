import * as z from 'zod';
import { procedure } from './define.ts';
import { itemIdSchema } from './library-items.ts';

/*
 * Playing: where a file can be read by a player on this computer, and what the player should know of it. Bytes of media
 * never cross the contract.
 */

const seconds = z.number().nonnegative();

export const playableSchema = z.object({
  title: z.string(),
  /** On loopback, with a secret in its path; worth nothing after Warren ends. */
  url: z.string(),
  /** Of what the URL gives, like `audio/flac`; null: nothing that a browser engine plays. */
  mediaType: z.string().nullable(),
  /** `as-is`: the file itself. `remuxed`: the same pictures and sound in another container, made on the way. */
  how: z.enum(['as-is', 'remuxed']),
  /** Why Chromium cannot play it, as a sentence; then it can be opened with another program. */
  cannotPlay: z.string().nullable(),
  durationSeconds: seconds.nullable(),
  positionSeconds: seconds.nullable(),
  subtitles: z.array(
    z.object({
      label: z.string(),
      language: z.string().nullable(),
      /** WebVTT, whatever the file was. */
      url: z.string(),
    }),
  ),
  audioTracks: z.array(z.object({ index: z.int().nonnegative(), label: z.string() })),
  chapters: z.array(z.object({ startSeconds: seconds, title: z.string() })),
  /** For a part of a file that holds a whole album (cue sheet): where it begins and ends. */
  part: z.object({ startSeconds: seconds, endSeconds: seconds.nullable() }).nullable(),
  /** dB to add, and the peak (1: full scale); null: the file does not say. */
  replayGain: z
    .object({
      trackDb: z.number().nullable(),
      trackPeak: z.number().nullable(),
      albumDb: z.number().nullable(),
      albumPeak: z.number().nullable(),
    })
    .nullable(),
});
export type Playable = z.infer<typeof playableSchema>;

export const playerApi = {
  'player.open': procedure(
    'Where to read an item of the library, also one that still downloads.',
    z.object({
      id: itemIdSchema,
      /** Which sound of several; anything but the first is remuxed. */
      audioTrack: z.int().nonnegative().optional(),
    }),
    playableSchema,
  ),
  'player.openTorrentFile': procedure(
    'Where to read a file of a torrent while it downloads. One that waits in the queue goes first when it is read.',
    z.object({
      /** An infohash or an unambiguous prefix of one. */
      torrentId: z.string().trim().min(4).max(40),
      /** Without one: the largest that a player opens. */
      file: z.int().nonnegative().optional(),
      /** A person asks for it now: where not all of it is here, a transfer that is paused goes on. */
      resumes: z.boolean().default(false),
      audioTrack: z.int().nonnegative().optional(),
    }),
    playableSchema,
  ),
} as const;
