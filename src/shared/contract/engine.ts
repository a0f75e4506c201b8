import * as z from 'zod';
import { filePriorities, wantedPriorities } from '../domain/file-priority.ts';
import { preallocations } from '../domain/preallocation.ts';
import { procedure, stream } from './define.ts';
import { contactSchema } from './engine-exposure.ts';
import { auditSchema, closeReasons, doorFactsSchema, portGatewaySchema, probeSchema } from './engine-door.ts';
import {
  infoHashSchema,
  peerSchema,
  pieceMapSchema,
  trackerSchema,
  transferOptionsSchema,
} from './torrent.ts';

/*
 * Between the core and an engine process. The engine handles what strangers send, so the core checks every answer.
 * Bytes cross as Uint8Array (structured clone on every carrier used here).
 */

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, { error: 'not bytes' });
const size = z.int().nonnegative();

/** How a file looked when its pieces were last known to be right: any difference means it must be hashed again. */
export const fileStampSchema = z.object({ sizeBytes: size, modifiedMs: z.number() });
export type FileStamp = z.infer<typeof fileStampSchema>;

/** Where one file of a torrent lies. */
export const placedFileSchema = z.object({
  /** Names from `savePath` down; already safe. */
  path: z.array(z.string().min(1)).min(1),
  sizeBytes: size,
  offset: size,
  kind: z.enum(['content', 'padding', 'link']),
  isWanted: z.boolean(),
  /** Holds while it is wanted; absent: `normal`. */
  priority: z.enum(wantedPriorities).optional(),
  stamp: fileStampSchema.nullable(),
});
export type PlacedFile = z.infer<typeof placedFileSchema>;

/** What is known of a torrent's pieces at a moment when the files were safe on disk. */
export const checkpointSchema = z.object({
  infoHash: infoHashSchema,
  bitfield: bytes,
  /** By file index; null for a file that is not there. */
  stamps: z.array(fileStampSchema.nullable()),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

export const contentSchema = z.object({
  infoBytes: bytes,
  name: z.string(),
  pieceSizeBytes: z.int().positive(),
  sizeBytes: size,
  savePath: z.string(),
  files: z.array(placedFileSchema),
  /** Null: nothing is known, look at what lies there. */
  resume: z
    .object({
      bitfield: bytes,
      /** Whether the engine that wrote it ended in order, or the machine was not restarted since. */
      endedCleanly: z.boolean(),
      isSameBoot: z.boolean(),
    })
    .nullable(),
  /** A file of ours beside the catalog: one bit for each verified piece, set when it is written. */
  progressFile: z.string(),
  /** `full`: a file has its whole size before its first piece. Absent: `sparse`, it grows. */
  preallocation: z.enum(preallocations).optional(),
});
export type Content = z.infer<typeof contentSchema>;

export const startSchema = z.object({
  infoHash: infoHashSchema,
  trackers: z.array(z.array(z.string())),
  webSeeds: z.array(z.string()),
  peers: z.array(z.string()),
  isPrivate: z.boolean(),
  /** Null: a magnet link whose metadata is not here yet. */
  content: contentSchema.nullable(),
  /** `all` hashes everything again; `none` hashes only what cannot be trusted. */
  recheck: z.enum(['none', 'all']),
  /** Check only, then stop. */
  stayOffline: z.boolean(),
  /** Whether files may be written. If not, a torrent that turns out incomplete fails with `files-changed`. */
  mayDownload: z.boolean(),
  /** Whether a file that was there before and holds nothing of this torrent may be written over. */
  mayOverwrite: z.boolean(),
  /** Absent: as if nothing was ever set. */
  options: transferOptionsSchema.optional(),
});
export type StartTorrent = z.infer<typeof startSchema>;

export const enginePhases = ['metadata', 'waiting', 'checking', 'downloading', 'seeding', 'stopped'] as const;

export const engineTorrentSchema = z.object({
  infoHash: infoHashSchema,
  phase: z.enum(enginePhases),
  /** Of the wanted bytes, verified; while checking, of all bytes, looked at. */
  doneBytes: size,
  wantedBytes: size,
  /** Since this torrent was started in this engine process. */
  receivedBytes: size,
  sentBytes: size,
  downloadBps: size,
  uploadBps: size,
  peers: size,
  /** Others who hold all of it, as far as trackers tell and peers have shown in the last hour. */
  otherSeeds: size,
});
export type EngineTorrent = z.infer<typeof engineTorrentSchema>;

/** Why a torrent stopped by itself. */
export const failureReasons = [
  'folder-missing',
  'files-missing',
  'files-changed',
  'disk-full',
  'not-writable',
  'not-readable',
  'failed',
] as const;

export const engineEventSchema = z.discriminatedUnion('kind', [
  /** Peers have sent the info dictionary of a magnet link; its hash is right. The torrent has stopped. */
  z.object({
    kind: z.literal('metadata'),
    infoHash: infoHashSchema,
    infoBytes: bytes,
    /** Peers that were connected: worth asking first when it starts anew. */
    peers: z.array(z.string()),
  }),
  z.object({ kind: z.literal('checkpoint'), checkpoint: checkpointSchema }),
  /** The last wanted piece has arrived in this session. */
  z.object({ kind: z.literal('completed'), infoHash: infoHashSchema }),
  /** The torrent has stopped by itself. */
  z.object({
    kind: z.literal('failed'),
    infoHash: infoHashSchema,
    reason: z.enum(failureReasons),
    message: z.string(),
  }),
  /** Ready for orders. `port` is null where the door is shut: nothing is listened on. */
  z.object({ kind: z.literal('listening'), port: z.int().nullable(), wasTaken: z.boolean() }),
  /** The door has shut for good: every socket is gone. What is left to do is to take the checkpoints. */
  z.object({ kind: z.literal('door-closed'), reason: z.enum(closeReasons), message: z.string() }),
]);
export type EngineEvent = z.infer<typeof engineEventSchema>;

const one = z.object({ infoHash: infoHashSchema });

export const createStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hashing'), doneBytes: size, totalBytes: size }),
  z.object({
    kind: z.literal('created'),
    infoHash: infoHashSchema,
    infoBytes: bytes,
    files: z.array(
      z.object({ path: z.array(z.string()), sizeBytes: size, offset: size, stamp: fileStampSchema }),
    ),
  }),
]);
export type CreateStep = z.infer<typeof createStepSchema>;

/** How a file looks where it lay and where it lies now; null where there is none. */
const placedTwiceSchema = z.object({ before: fileStampSchema.nullable(), after: fileStampSchema.nullable() });
export type PlacedTwice = z.infer<typeof placedTwiceSchema>;

export const engineApi = {
  'engine.watch': stream(
    'Which torrents changed and what happened, at a steady beat.',
    z.void(),
    z.object({
      torrents: z.array(engineTorrentSchema),
      events: z.array(engineEventSchema),
      /** Only when something about it changed. */
      door: doorFactsSchema.optional(),
      /** Who learned something since the last beat. */
      contacts: z.array(contactSchema).optional(),
    }),
  ),
  'engine.stop': procedure(
    'Ends all torrents in order, the last checkpoints as the answer. `quietly`: the door shuts first, nobody is told.',
    z.object({ quietly: z.boolean() }),
    z.array(checkpointSchema),
  ),
  'engine.probe': procedure(
    'Asks something of the outside through the door: a name of the resolver, which answers where the way is open.',
    z.void(),
    probeSchema,
  ),
  'engine.audit': procedure('The sockets of the process, looked at now.', z.void(), auditSchema),
  'engine.announcePort': procedure(
    'The outside reaches us on this port (null: where we listen): trackers, DHT and peers are told it.',
    z.object({ port: z.int().min(1).max(65_535).nullable() }),
    z.void(),
  ),
  'engine.setPortSource': procedure(
    'Asks a gateway for a port and keeps it; what it says is told by engine.watch.',
    z.object({ gateway: portGatewaySchema.nullable() }),
    z.void(),
  ),
  'engine.setBans': procedure(
    'Addresses that the user wants no link with, all of them anew.',
    z.object({ addresses: z.array(z.string()) }),
    z.void(),
  ),
  'engine.setExposure': procedure(
    'Whether it is noted who learns what.',
    z.object({ isRecorded: z.boolean() }),
    z.void(),
  ),
  'engine.setLimits': procedure(
    'The part of the limits of all torrents that falls to this process; holds at once.',
    z.object({
      downloadLimitBps: z.int().positive().nullable(),
      uploadLimitBps: z.int().positive().nullable(),
    }),
    z.void(),
  ),
  'torrents.newIdentity': procedure(
    'The next time that it starts, a torrent that does not run now has a new peer id of its own.',
    one,
    z.void(),
  ),
  'torrents.start': procedure(
    'Takes a torrent on; what becomes of it is told by engine.watch.',
    startSchema,
    z.void(),
  ),
  'torrents.stop': procedure(
    'Lets a torrent go: peers, files and timers are gone when this answers.',
    one,
    checkpointSchema.nullable(),
  ),
  'torrents.addPeer': procedure('Connects to `ip:port`.', one.extend({ address: z.string() }), z.void()),
  'torrents.select': procedure(
    'Which files are wanted and how soon, by index.',
    one.extend({ priorities: z.array(z.enum(filePriorities)) }),
    z.void(),
  ),
  'torrents.setOptions': procedure(
    'Limits and order; they hold at once, no connection ends.',
    one.extend({ options: transferOptionsSchema }),
    z.void(),
  ),
  'torrents.files': procedure('Verified bytes of each file, by index.', one, z.array(size)),
  'torrents.peers': procedure('Connected peers.', one, z.array(peerSchema)),
  'torrents.trackers': procedure('Trackers in use.', one, z.array(trackerSchema)),
  'torrents.pieces': procedure(
    'The piece map.',
    one.extend({ stretches: z.int().positive() }),
    pieceMapSchema,
  ),
  'torrents.read': stream(
    'Up to which byte everything from `from` on is verified and in its file, until that is `to`; it is fetched first.',
    one.extend({ from: size, to: size }),
    z.object({ to: size }),
  ),
  'content.create': stream(
    'Hashes a file or folder into an info dictionary.',
    z.object({
      path: z.string(),
      name: z.string(),
      isPrivate: z.boolean(),
      /** Only these files of the folder, as names from it down. */
      files: z
        .array(z.array(z.string().min(1)).min(1))
        .min(1)
        .optional(),
    }),
    createStepSchema,
  ),
  'content.place': stream(
    'Gives the files of a torrent that is not started a second place; those at the first one stay.',
    z.object({ from: z.string(), to: z.string(), paths: z.array(z.array(z.string().min(1)).min(1)) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('placing'), doneBytes: size, totalBytes: size }),
      /** For each path. */
      z.object({ kind: z.literal('placed'), files: z.array(placedTwiceSchema) }),
    ]),
  ),
  'content.remove': procedure(
    'Deletes the files of a torrent that is not started, and its folders where nothing else is in them.',
    z.object({ savePath: z.string(), paths: z.array(z.array(z.string().min(1)).min(1)) }),
    z.void(),
  ),
} as const;
export type EngineApi = typeof engineApi;
