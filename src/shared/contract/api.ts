import * as z from 'zod';
import { filePriorities } from '../domain/file-priority.ts';
import { maxMetainfoBytes } from '../domain/metainfo.ts';
import { queueMoves } from '../domain/queue/queue-moves.ts';
import { procedure, stream } from './define.ts';
import { noticeSchema } from './notice.ts';
import { exposureApi } from './exposure.ts';
import { importsApi } from './imports.ts';
import { libraryApi } from './library.ts';
import {
  doorEventSchema,
  leakCheckSchema,
  leakReportSchema,
  networkInterfaceSchema,
  profileStatusSchema,
} from './network.ts';
import { playerApi } from './player.ts';
import { profileSchema } from './profile.ts';
import { cursorSchema, resumeInput } from './resume.ts';
import { settingsPatchSchema, settingsSchema } from './settings.ts';
import {
  peerSchema,
  pieceMapSchema,
  torrentFileSchema,
  torrentOptionsSchema,
  torrentSchema,
  trackerSchema,
} from './torrent.ts';

/*
 * What a user interface can ask of the core and the core tells it: the desktop page, the browser page and the CLI all
 * speak exactly this. Handlers: src/main/app/handlers. A method is `noun.verb`.
 */

/** An infohash or an unambiguous prefix of one (at least four characters). */
const torrentId = z.string().trim().min(4).max(40);
const oneTorrent = z.object({ id: torrentId });
const someTorrents = z.object({ ids: z.array(torrentId).min(1).max(100_000) });

/** Base 64 costs a third more than the bytes. */
const torrentFileText = z.base64().max(Math.ceil(maxMetainfoBytes / 3) * 4);

/** A magnet link, or the content of a .torrent file as base 64. */
const source = z.union([
  z.object({ magnet: z.string().min(1).max(100_000) }),
  z.object({ torrentFile: torrentFileText }),
]);

const profileName = z.object({ name: z.string() });
/** Whether its interface may be one that is not there now, like that of a VPN that is switched off. */
const evenIfMissing = z.boolean().default(false);

/** `host:port` or `[v6]:port`. */
const peerAddress = z.string().trim().min(3).max(300);

export const statusSchema = z.object({
  version: z.string(),
  uptimeSeconds: z.number().nonnegative(),
  torrents: z.int().nonnegative(),
  downloadBps: z.int().nonnegative(),
  uploadBps: z.int().nonnegative(),
  /** Of all torrents together, as they hold now: the ordinary or the alternative ones. */
  limits: z.object({
    downloadLimitBps: z.int().positive().nullable(),
    uploadLimitBps: z.int().positive().nullable(),
    isAlternative: z.boolean(),
    /** Who has switched the alternative ones on; null while they are off. */
    because: z.enum(['hand', 'schedule']).nullable(),
    /** `HH:MM` of the local clock, where the schedule switches them off. */
    until: z.string().nullable(),
  }),
  profiles: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['up', 'starting', 'down']),
      /** Why it is not up, as a sentence. */
      reason: z.string().nullable(),
      listenPort: z.int().min(0).max(65_535).nullable(),
    }),
  ),
});
export type Status = z.infer<typeof statusSchema>;

/** Rows by key since a cursor: after a `snapshot` nothing known before counts any more. */
function changesOf<S extends z.ZodType>(row: S) {
  return z.object({
    cursor: cursorSchema,
    kind: z.enum(['snapshot', 'delta']),
    upserted: z.array(row),
    removed: z.array(z.string()),
  });
}

export const torrentChangesSchema = changesOf(torrentSchema);
export type TorrentChanges = z.infer<typeof torrentChangesSchema>;
export const noticeChangesSchema = changesOf(noticeSchema);

export const doorChangesSchema = changesOf(doorEventSchema);

export const leakStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('check'), check: leakCheckSchema }),
  z.object({ kind: z.literal('report'), report: leakReportSchema }),
]);
export type LeakStep = z.infer<typeof leakStepSchema>;

/** What can be said about a source before anything is added. */
export const inspectionSchema = z.object({
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

export const folderSchema = z.object({
  path: z.string(),
  isThere: z.boolean(),
  /** What is free there, or in the nearest folder above it that is there; null where that cannot be told. */
  freeBytes: z.int().nonnegative().nullable(),
});

/** A share on its way: hashing reports until it is done, then the torrent is there and seeding. */
export const shareStepSchema = z.discriminatedUnion('kind', [
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

/** Files on their way to another folder, then the torrent that lies there. */
export const moveStepSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('moving'),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  z.object({ kind: z.literal('moved'), torrent: torrentSchema }),
]);
export type MoveStep = z.infer<typeof moveStepSchema>;

/** A file of a torrent that a player can read. */
export const openStreamSchema = z.object({
  /** On loopback, with a secret in its path; worth nothing after the core ends. */
  url: z.string(),
  file: torrentFileSchema.pick({ index: true, path: true, sizeBytes: true }),
});
export type OpenStream = z.infer<typeof openStreamSchema>;

export const api = {
  'app.status': procedure('The state of the whole app in one line.', z.void(), statusSchema),
  'app.watch': stream('The same, about once a second while something changes.', z.void(), statusSchema),
  'notices.watch': stream('What happened without being asked for.', resumeInput, noticeChangesSchema),
  'notices.dismiss': procedure('Forgets a notice.', z.object({ id: z.string() }), z.void()),

  'settings.get': procedure('All settings.', z.void(), settingsSchema),
  'settings.update': procedure(
    'Changes the settings that are given and answers with all of them.',
    settingsPatchSchema,
    settingsSchema,
  ),

  'bandwidth.setAlternative': procedure(
    'Switches the alternative limits on or off; holds until the schedule next begins or ends.',
    z.object({ isOn: z.boolean() }),
    statusSchema,
  ),

  'network.interfaces': procedure(
    'The network interfaces of this computer, also those that are down.',
    z.void(),
    z.array(networkInterfaceSchema),
  ),
  'network.watchInterfaces': stream(
    'The same, again when something changes.',
    z.void(),
    z.array(networkInterfaceSchema),
  ),
  'profiles.list': procedure('All network profiles as they are now.', z.void(), z.array(profileStatusSchema)),
  'profiles.watch': stream('The same, again when something changes.', z.void(), z.array(profileStatusSchema)),
  'profiles.show': procedure('One network profile.', profileName, profileStatusSchema),
  'profiles.get': procedure('The settings of one network profile.', profileName, profileSchema),
  'profiles.add': procedure(
    'Adds a network profile.',
    z.object({ profile: profileSchema, evenIfMissing }),
    profileStatusSchema,
  ),
  'profiles.set': procedure(
    'Puts other settings in the place of a profile’s; another name in them renames it, with its torrents.',
    profileName.extend({ profile: profileSchema, evenIfMissing }),
    profileStatusSchema,
  ),
  'profiles.remove': procedure('Removes a profile that no torrent uses.', profileName, z.void()),
  'profiles.setDefault': procedure('New torrents use this profile.', profileName, profileStatusSchema),
  'profiles.events': stream('What happened at the doors.', resumeInput, doorChangesSchema),
  'profiles.leakTest': stream(
    'Tests a profile (without a name: the default one), one check after the other, then the report.',
    z.object({ name: z.string().optional() }),
    leakStepSchema,
  ),

  'folders.inspect': procedure(
    'What can be said about a folder on the computer that Warren runs on.',
    z.object({ path: z.string().min(1) }),
    folderSchema,
  ),

  'torrents.list': procedure('All torrents, the newest first.', z.void(), z.array(torrentSchema)),
  'torrents.watch': stream(
    'All torrents, then what changes, about twice a second.',
    resumeInput,
    torrentChangesSchema,
  ),
  'torrents.show': procedure('One torrent.', oneTorrent, torrentSchema),
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
      peers: z.array(peerAddress).max(200).default([]),
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
  'torrents.move': stream(
    'Moves the files of a torrent to another folder; nothing is hashed again. Stop reading to cancel.',
    z.object({
      id: z.string(),
      /** Absolute; made if it is not there. */
      folder: z.string().min(1),
      /** They were moved there already: only says so. The one way for what is shared, for those files are the user's own. */
      filesAreThere: z.boolean().default(false),
    }),
    moveStepSchema,
  ),
  'torrents.pause': procedure('Stops all traffic of these torrents.', someTorrents, z.array(torrentSchema)),
  'torrents.resume': procedure('Starts these torrents again.', someTorrents, z.array(torrentSchema)),
  'torrents.startNow': procedure(
    'Starts these torrents beside the queue; pausing one puts it back into line.',
    someTorrents,
    z.array(torrentSchema),
  ),
  'torrents.queue': procedure(
    'Moves these torrents in line; up and down are one step past the next of their kind. Holds at once.',
    someTorrents.extend({ move: z.enum(queueMoves) }),
    z.array(torrentSchema),
  ),
  'torrents.setProfile': procedure(
    'Moves these torrents to another network profile; nothing is hashed again.',
    someTorrents.extend({ profile: z.string() }),
    z.array(torrentSchema),
  ),
  'torrents.recheck': procedure(
    'Hashes all data of these torrents again.',
    someTorrents,
    z.array(torrentSchema),
  ),
  'torrents.remove': procedure(
    'Forgets these torrents; with `deleteFiles` also deletes what they downloaded.',
    someTorrents.extend({ deleteFiles: z.boolean().default(false) }),
    z.object({ removed: z.array(z.string()) }),
  ),
  'torrents.addPeer': procedure(
    'Connects to a peer by address.',
    oneTorrent.extend({ address: peerAddress }),
    torrentSchema,
  ),
  'torrents.selectFiles': procedure(
    'Chooses which files are downloaded, by index; those that were wanted keep their priority.',
    oneTorrent.extend({ wanted: z.array(z.int().nonnegative()) }),
    z.array(torrentFileSchema),
  ),
  'torrents.setFilePriorities': procedure(
    'How soon files come, or that they are skipped; what is not named stays as it is.',
    oneTorrent.extend({
      files: z
        .array(z.object({ index: z.int().nonnegative(), priority: z.enum(filePriorities) }))
        .min(1)
        .max(1_000_000),
    }),
    z.array(torrentFileSchema),
  ),
  'torrents.setOptions': procedure(
    'Limits, order and seeding goal of these torrents; what is not named stays as it is. Holds at once.',
    someTorrents.extend({ options: torrentOptionsSchema.partial() }),
    z.array(torrentSchema),
  ),
  'torrents.torrentFile': procedure(
    'The .torrent file as base 64, and the magnet link.',
    oneTorrent,
    z.object({ name: z.string(), torrentFile: z.base64(), magnet: z.string() }),
  ),
  'torrents.files': procedure('The files of a torrent.', oneTorrent, z.array(torrentFileSchema)),
  'streams.open': procedure(
    'A URL on this computer at which a player reads a file while it still downloads; the same one each time. A torrent that waits in the queue goes first when it is read.',
    oneTorrent.extend({
      /** Without one: the largest that a player opens, else the largest. */
      file: z.int().nonnegative().optional(),
      /** Where not all of it is here, a torrent that is paused goes on. */
      resumes: z.boolean().default(false),
    }),
    openStreamSchema,
  ),
  'streams.close': procedure(
    'Makes all URLs of a torrent worth nothing, and cuts off who reads there.',
    oneTorrent,
    z.void(),
  ),
  'torrents.peers': procedure('The connected peers of a torrent.', oneTorrent, z.array(peerSchema)),
  'torrents.trackers': procedure('The trackers of a torrent.', oneTorrent, z.array(trackerSchema)),
  'torrents.watchFiles': stream(
    'The files, again when something changes.',
    oneTorrent,
    z.array(torrentFileSchema),
  ),
  'torrents.watchPeers': stream('The connected peers, about once a second.', oneTorrent, z.array(peerSchema)),
  'torrents.watchTrackers': stream(
    'The trackers, again when something changes.',
    oneTorrent,
    z.array(trackerSchema),
  ),
  'torrents.watchPieces': stream(
    'The piece map, about once a second while something changes.',
    oneTorrent.extend({ stretches: z.int().min(1).max(2000) }),
    pieceMapSchema,
  ),

  ...playerApi,
  ...exposureApi,
  ...libraryApi,
  ...importsApi,
} as const;
export type Api = typeof api;
