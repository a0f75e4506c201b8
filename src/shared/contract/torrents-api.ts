import * as z from 'zod';
import { queueMoves } from '../domain/queue/queue-moves.ts';
import { procedure, stream } from './define.ts';
import { changesOf, resumeInput } from './resume.ts';
import { torrentOptionsSchema, torrentSchema } from './torrent.ts';
import { oneTorrent, someTorrents } from './which-torrents.ts';

/*
 * The list of torrents, and what is done with one or several of them as a whole.
 */

const torrentChangesSchema = changesOf(torrentSchema);
export type TorrentChanges = z.infer<typeof torrentChangesSchema>;

/** Files on their way to another folder, then the torrent that lies there. */
const moveStepSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('moving'),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  z.object({ kind: z.literal('moved'), torrent: torrentSchema }),
]);
export type MoveStep = z.infer<typeof moveStepSchema>;

export const torrentsApi = {
  'torrents.list': procedure('All torrents, the newest first.', z.void(), z.array(torrentSchema)),
  'torrents.watch': stream(
    'All torrents, then what changes, about twice a second.',
    resumeInput,
    torrentChangesSchema,
  ),
  'torrents.show': procedure('One torrent.', oneTorrent, torrentSchema),
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
  'torrents.setOptions': procedure(
    'Limits, order and seeding goal of these torrents; what is not named stays as it is. Holds at once.',
    someTorrents.extend({ options: torrentOptionsSchema.partial() }),
    z.array(torrentSchema),
  ),
  'torrents.remove': procedure(
    'Forgets these torrents; with `deleteFiles` also deletes what they downloaded.',
    someTorrents.extend({ deleteFiles: z.boolean().default(false) }),
    z.object({ removed: z.array(z.string()) }),
  ),
} as const;
