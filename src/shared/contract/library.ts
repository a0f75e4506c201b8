import * as z from 'zod';
import { procedure, stream } from './define.ts';
import {
  albumSchema,
  artistSchema,
  genreSchema,
  hitSchema,
  itemIdSchema,
  libraryFolderSchema,
  libraryProblemSchema,
  libraryStatsSchema,
  offeredFolderSchema,
  playlistRuleSchema,
  playlistSchema,
  scanProgressSchema,
  showSchema,
  trackSchema,
  videoKinds,
  videoSchema,
} from './library-items.ts';
import { itemKinds } from '../domain/library/item-id.ts';
import { shareStates } from '../domain/library/share-state.ts';

/*
 * The library: what a user interface can ask of it. Nothing here goes to the network; what is shared goes by
 * `torrents.share`.
 */

const oneItem = z.object({ id: itemIdSchema });
const someItems = z.object({ ids: z.array(itemIdSchema).min(1).max(100_000) });
const count = z.int().nonnegative();

/** A window of a sorted list. */
const page = {
  offset: count.default(0),
  limit: z.int().min(1).max(1000).default(100),
  isDescending: z.boolean().default(false),
};
const filters = {
  /** Found anywhere in its names. */
  text: z.string().max(200).optional(),
  fromYear: z.int().optional(),
  toYear: z.int().optional(),
  label: z.string().optional(),
  isFavourite: z.boolean().optional(),
  shareState: z.enum(shareStates).optional(),
  folderId: z.int().optional(),
};
const musicFilters = { ...filters, genre: z.string().optional() };
function pageOf<S extends z.ZodType>(row: S) {
  /** `total`: of all that the filter lets through. */
  return z.object({ total: count, rows: z.array(row) });
}

export const albumQuerySchema = z.object({
  ...page,
  ...musicFilters,
  artistId: itemIdSchema.optional(),
  sort: z.enum(['title', 'artist', 'year', 'addedAt']).default('artist'),
});
export type AlbumQuery = z.output<typeof albumQuerySchema>;

export const trackQuerySchema = z.object({
  ...page,
  ...musicFilters,
  artistId: itemIdSchema.optional(),
  albumId: itemIdSchema.optional(),
  isMissing: z.boolean().optional(),
  sort: z
    .enum(['title', 'artist', 'album', 'year', 'durationSeconds', 'addedAt', 'plays', 'lastPlayedAt'])
    .default('title'),
});
export type TrackQuery = z.output<typeof trackQuerySchema>;

export const videoQuerySchema = z.object({
  ...page,
  ...filters,
  kind: z.enum(videoKinds).optional(),
  showId: itemIdSchema.optional(),
  isMissing: z.boolean().optional(),
  sort: z.enum(['title', 'year', 'durationSeconds', 'addedAt', 'recordedAt', 'episode']).default('title'),
});
export type VideoQuery = z.output<typeof videoQuerySchema>;

const playlistEntrySchema = z.object({
  /** Where it stands in the list; the same item may stand there twice. */
  position: count,
  item: z.union([trackSchema, videoSchema]),
});

export const libraryApi = {
  'library.folders': procedure('The folders of the library.', z.void(), z.array(libraryFolderSchema)),
  'library.addFolder': procedure(
    'Takes a folder into the library and begins to scan it. Nothing in it is ever changed.',
    z.object({ path: z.string().min(1) }),
    libraryFolderSchema,
  ),
  'library.offeredFolders': procedure(
    "The system's own folders for music and videos, where they hold something and the library has nothing of them.",
    z.void(),
    z.array(offeredFolderSchema),
  ),
  'library.removeFolder': procedure(
    'Takes a folder out of the library; its files stay. With `isForgotten` also play counts and places in playlists go.',
    z.object({ id: z.int().positive(), isForgotten: z.boolean().default(false) }),
    z.void(),
  ),
  'library.scan': procedure(
    'Looks for what is new, changed, moved or gone; answers at once.',
    z.object({ folderId: z.int().positive().optional() }),
    scanProgressSchema,
  ),
  'library.cancelScan': procedure('Stops a scan; what was read stays.', z.void(), scanProgressSchema),
  'library.watchScan': stream(
    'How far the scan is, a few times a second, and when it is over.',
    z.void(),
    scanProgressSchema,
  ),
  'library.report': procedure(
    'What could not be read, by path.',
    z.object({ offset: count.default(0), limit: z.int().min(1).max(1000).default(200) }),
    pageOf(libraryProblemSchema),
  ),
  'library.stats': procedure('The library in figures.', z.void(), libraryStatsSchema),
  'library.forgetMissing': procedure(
    'Forgets files that are gone, with their play counts and places in playlists.',
    z.object({ folderId: z.int().positive().optional() }),
    z.object({ forgotten: count }),
  ),
  'library.changes': stream(
    'A number that grows when the library has changed, at most twice a second: ask again what is shown.',
    z.void(),
    z.object({ revision: count }),
  ),

  'library.search': procedure(
    'Finds items by their names, the best first; accents and small slips of the pen do not matter.',
    z.object({
      text: z.string().trim().min(1).max(200),
      kinds: z.array(z.enum(itemKinds)).optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.array(hitSchema),
  ),
  'library.albums': procedure('A window of the albums.', albumQuerySchema, pageOf(albumSchema)),
  'library.artists': procedure(
    'A window of the artists, by name.',
    z.object({ ...page, text: filters.text }),
    pageOf(artistSchema),
  ),
  'library.tracks': procedure('A window of the tracks.', trackQuerySchema, pageOf(trackSchema)),
  'library.videos': procedure('A window of the videos.', videoQuerySchema, pageOf(videoSchema)),
  'library.shows': procedure(
    'A window of the shows, by title.',
    z.object({ ...page, text: filters.text }),
    pageOf(showSchema),
  ),
  'library.genres': procedure('All genres.', z.void(), z.array(genreSchema)),
  'library.labels': procedure('All labels, by name.', z.void(), z.array(z.string())),
  'library.album': procedure(
    'An album and its tracks, in order.',
    oneItem,
    z.object({ album: albumSchema, tracks: z.array(trackSchema) }),
  ),
  'library.artist': procedure(
    'An artist and the albums.',
    oneItem,
    z.object({ artist: artistSchema, albums: z.array(albumSchema) }),
  ),
  'library.track': procedure('One track.', oneItem, trackSchema),
  'library.video': procedure('One video.', oneItem, videoSchema),
  'library.show': procedure(
    'A show and its episodes, in order.',
    oneItem,
    z.object({ show: showSchema, episodes: z.array(videoSchema) }),
  ),
  'library.duplicates': procedure(
    'Files that are there more than once, byte for byte as far as beginning, end and size tell.',
    z.object({ offset: count.default(0), limit: z.int().min(1).max(1000).default(100) }),
    pageOf(z.array(z.union([trackSchema, videoSchema])).min(2)),
  ),
  'library.artworkSource': procedure(
    'Where thumbnails are: append an artwork id. On this computer only, and only while Warren runs.',
    z.void(),
    z.object({ url: z.string() }),
  ),

  'library.setFavourite': procedure(
    'Marks these items as favourites, or not.',
    someItems.extend({ isFavourite: z.boolean() }),
    z.void(),
  ),
  'library.setLabels': procedure(
    'Gives these items labels and takes others away.',
    someItems.extend({
      add: z.array(z.string().trim().min(1).max(60)).default([]),
      remove: z.array(z.string()).default([]),
    }),
    z.void(),
  ),
  'library.setNote': procedure(
    'A note of one track or video; empty: none.',
    oneItem.extend({ text: z.string().max(10_000) }),
    z.void(),
  ),
  'library.setPosition': procedure(
    'Where playing was left; null: it was played to its end, which counts as played.',
    oneItem.extend({ seconds: z.number().nonnegative().nullable() }),
    z.void(),
  ),

  'library.playlists': procedure('All playlists, by name.', z.void(), z.array(playlistSchema)),
  'library.playlist': procedure(
    'A playlist and what it holds, in order.',
    oneItem,
    z.object({ playlist: playlistSchema, entries: z.array(playlistEntrySchema) }),
  ),
  'library.createPlaylist': procedure(
    'A new playlist: by hand, or by rule.',
    z.object({
      name: z.string().trim().min(1).max(200),
      rule: playlistRuleSchema.optional(),
      items: z.array(itemIdSchema).max(100_000).default([]),
    }),
    playlistSchema,
  ),
  'library.changePlaylist': procedure(
    'Another name or another rule.',
    oneItem.extend({
      name: z.string().trim().min(1).max(200).optional(),
      rule: playlistRuleSchema.optional(),
    }),
    playlistSchema,
  ),
  'library.removePlaylist': procedure('Forgets a playlist; what was in it stays.', oneItem, z.void()),
  'library.addToPlaylist': procedure(
    'Appends items; an album or artist stands for its tracks, a show for its episodes.',
    oneItem.extend({ items: z.array(itemIdSchema).min(1).max(100_000) }),
    playlistSchema,
  ),
  'library.setPlaylistOrder': procedure(
    'The positions as they stand now, in the order in which they shall stand; those left out are taken away.',
    oneItem.extend({ positions: z.array(count).max(100_000) }),
    playlistSchema,
  ),

  'library.shareSource': procedure(
    'What sharing these items would share: the folder and the files in it.',
    someItems,
    z.object({
      /** A name for the torrent. */
      name: z.string(),
      /** The nearest folder that holds all of them; absolute. */
      folder: z.string(),
      /** Below it. */
      files: z.array(z.string()).min(1),
      sizeBytes: count,
      /** Of the items. */
      labels: z.array(z.string()),
    }),
  ),
} as const;
