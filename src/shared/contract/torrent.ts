import * as z from 'zod';
import { filePriorities } from '../domain/file-priority.ts';
import { parseInfoHash, type InfoHash } from '../domain/info-hash.ts';
import { goalActions, goalStates } from '../domain/seeding/goal.ts';
import { stateReasons, torrentStates } from '../domain/torrent-state.ts';

export const infoHashSchema = z.string().transform((text, context): InfoHash => {
  const parsed = parseInfoHash(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'not an infohash' });
  return z.NEVER;
});

/** `host:port` or `[v6]:port`. */
export const peerAddressSchema = z.string().trim().min(3).max(300);

const bytes = z.int().nonnegative();
const bytesPerSecond = z.int().nonnegative();

/** How an engine treats a torrent. */
export const transferOptionsSchema = z.object({
  /** Null: none of its own. Those of all torrents and of its network profile hold besides it in any case. */
  downloadLimitBps: z.int().positive().nullable(),
  uploadLimitBps: z.int().positive().nullable(),
  /** From the first piece to the last, instead of the rarest first. */
  isSequential: z.boolean(),
  /** Both ends of each music or video file before its middle: players look there for what it is and how long. */
  firstLastFirst: z.boolean(),
});
export type TransferOptions = z.infer<typeof transferOptionsSchema>;

/** Until when a torrent is seeded, and what happens then. */
export const seedingGoalSchema = z.object({
  /** Given to others, in sizes of the torrent. Null: however much. */
  ratio: z.number().nonnegative().max(1_000_000).nullable(),
  /** Of seeding; what it waits or is paused does not count. Null: however long. */
  minutes: z.int().nonnegative().max(100_000_000).nullable(),
  whenMet: z.enum(goalActions),
});

/** What a person may set for one torrent. */
export const torrentOptionsSchema = transferOptionsSchema.extend({
  /** Null: the one in the settings, for what was downloaded. */
  seedingGoal: seedingGoalSchema.nullable(),
});
export type TorrentOptions = z.infer<typeof torrentOptionsSchema>;

/** As long as nothing was said. */
export const defaultTorrentOptions: TorrentOptions = {
  downloadLimitBps: null,
  uploadLimitBps: null,
  isSequential: false,
  firstLastFirst: true,
  seedingGoal: null,
};

/** A row of Transfers, and what every command that concerns one torrent answers. */
export const torrentSchema = z.object({
  /** The infohash; commands also take an unambiguous prefix of it. */
  id: z.string(),
  infoHash: z.string(),
  name: z.string(),
  state: z.enum(torrentStates),
  /** Why it is in this state, as a sentence; the code is for interfaces that speak another language. */
  reason: z.string().nullable(),
  reasonCode: z.enum(stateReasons).nullable(),
  /** Since when it is in this state, ISO 8601. */
  stateSince: z.iso.datetime(),
  /** 0–1 of what is wanted; while `checking`, of what is checked. */
  progress: z.number().min(0).max(1),
  /** 0 until the metadata of a magnet link has arrived. */
  sizeBytes: bytes,
  /** Of the files that are chosen. */
  wantedBytes: bytes,
  /** Payload received and sent over the torrent's whole life, with what was received twice. */
  downloadedBytes: bytes,
  uploadedBytes: bytes,
  downloadBps: bytesPerSecond,
  uploadBps: bytesPerSecond,
  /** Connected now. */
  peers: z.int().nonnegative(),
  ratio: z.number().nonnegative(),
  etaSeconds: z.number().nonnegative().nullable(),
  profile: z.string(),
  /** The folder that holds the torrent's file or folder. */
  savePath: z.string(),
  /** `shared`: made of the user's own files, which are never written and never deleted. */
  origin: z.enum(['added', 'shared']),
  addedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
  fileCount: z.int().nonnegative(),
  isPrivate: z.boolean(),
  /** In line; the lowest is first. Only the order means something. */
  queuePosition: z.int(),
  /** Started by a word of the user: it runs beside the queue, until it is paused. */
  isForced: z.boolean(),
  /** How long it has been seeding in its whole life. */
  seedingSeconds: z.int().nonnegative(),
  /** Of its seeding goal, its own or that in the settings. `held`: met, but nobody else is known to have all of it. */
  goalState: z.enum(goalStates),
  ...torrentOptionsSchema.shape,
});
export type Torrent = z.infer<typeof torrentSchema>;

export const torrentFileSchema = z.object({
  index: z.int().nonnegative(),
  /** Relative to `savePath`, with `/` between names. */
  path: z.string(),
  sizeBytes: bytes,
  /** 0–1, verified. */
  progress: z.number().min(0).max(1),
  isWanted: z.boolean(),
  /** `skip` is what `isWanted: false` says. */
  priority: z.enum(filePriorities),
});
export type TorrentFile = z.infer<typeof torrentFileSchema>;

export const peerSchema = z.object({
  /** IP literal; for a browser peer whose address is not known, empty. */
  address: z.string(),
  port: z.int().min(0).max(65_535),
  transport: z.enum(['tcp', 'utp', 'webrtc', 'web seed']),
  direction: z.enum(['in', 'out']),
  /** Whether what is said between us is encrypted (MSE/PE; WebRTC always is; a web seed by https). */
  isEncrypted: z.boolean(),
  /** As the peer says, else guessed from its peer id. */
  client: z.string(),
  /** 0–1 of the whole torrent. */
  progress: z.number().min(0).max(1),
  downloadBps: bytesPerSecond,
  uploadBps: bytesPerSecond,
  /** Whether it lets us download / we let it. */
  isChokingUs: z.boolean(),
  isChokedByUs: z.boolean(),
});
export type Peer = z.infer<typeof peerSchema>;

export const trackerSchema = z.object({
  url: z.string(),
  tier: z.int().nonnegative(),
  state: z.enum(['waiting', 'working', 'failing', 'off']),
  /** What the tracker or the network said when it last failed. */
  message: z.string().nullable(),
  seeds: z.int().nonnegative().nullable(),
  leeches: z.int().nonnegative().nullable(),
  lastAnnounceAt: z.iso.datetime().nullable(),
});
export type Tracker = z.infer<typeof trackerSchema>;

/** The torrent from its first to its last byte in a fixed number of equal stretches, for drawing one line. */
export const pieceMapSchema = z.object({
  pieceCount: z.int().nonnegative(),
  pieceSizeBytes: z.int().nonnegative(),
  /** 0–1 verified, for each stretch. */
  have: z.array(z.number().min(0).max(1)),
  /** How many connected peers have it, on average, for each stretch. */
  availability: z.array(z.number().nonnegative()),
});
export type PieceMap = z.infer<typeof pieceMapSchema>;
