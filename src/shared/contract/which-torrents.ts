import * as z from 'zod';

/*
 * How a request names the torrents that it is about.
 */

/** An infohash or an unambiguous prefix of one (at least four characters). */
const torrentId = z.string().trim().min(4).max(40);
export const oneTorrent = z.object({ id: torrentId });
export const someTorrents = z.object({ ids: z.array(torrentId).min(1).max(100_000) });
/** Absent: all torrents, and what belongs to none. */
export const oneOrAllTorrents = z.object({ id: torrentId.optional() });
