import * as z from 'zod';
import { filePriorities } from '../domain/file-priority.ts';
import { procedure, stream } from './define.ts';
import {
  peerAddressSchema,
  peerSchema,
  pieceMapSchema,
  torrentFileSchema,
  torrentSchema,
  trackerSchema,
} from './torrent.ts';
import { oneTorrent } from './which-torrents.ts';

/*
 * What is inside one torrent: its files, and how they are played while they come; its peers, trackers and pieces.
 */

/** A file of a torrent that a player can read. */
const openStreamSchema = z.object({
  /** On loopback, with a secret in its path; worth nothing after the core ends. */
  url: z.string(),
  file: torrentFileSchema.pick({ index: true, path: true, sizeBytes: true }),
});
export type OpenStream = z.infer<typeof openStreamSchema>;

export const torrentDetailsApi = {
  'torrents.torrentFile': procedure(
    'The .torrent file as base 64, and the magnet link.',
    oneTorrent,
    z.object({ name: z.string(), torrentFile: z.base64(), magnet: z.string() }),
  ),
  'torrents.files': procedure('The files of a torrent.', oneTorrent, z.array(torrentFileSchema)),
  'torrents.watchFiles': stream(
    'The files, again when something changes.',
    oneTorrent,
    z.array(torrentFileSchema),
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
  'torrents.watchPeers': stream('The connected peers, about once a second.', oneTorrent, z.array(peerSchema)),
  'torrents.addPeer': procedure(
    'Connects to a peer by address.',
    oneTorrent.extend({ address: peerAddressSchema }),
    torrentSchema,
  ),
  'torrents.trackers': procedure('The trackers of a torrent.', oneTorrent, z.array(trackerSchema)),
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
} as const;
