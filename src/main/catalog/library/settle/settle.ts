import type { Database } from 'better-sqlite3';
import { makeCloseGaps } from '../lists/close-gaps.ts';
import type { Touched } from '../scan/touched.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { makeSettleAlbum } from './albums.ts';
import { makeSettleArtist } from './artists.ts';
import { makeFoldAlbums } from './fold-albums.ts';
import { makeSettleShow } from './shows.ts';

/** Brings what is counted up to date with what a batch has changed; in the transaction of the batch, as its end. */
export function makeSettle(db: Database, index: SearchIndex): (touched: Touched) => void {
  const foldAlbums = makeFoldAlbums(db, index);
  const settleAlbum = makeSettleAlbum(db, index);
  const settleArtist = makeSettleArtist(db, index);
  const settleShow = makeSettleShow(db, index);
  const closeGaps = makeCloseGaps(db);
  return (touched) => {
    foldAlbums(touched);
    for (const album of touched.albums) settleAlbum(album, touched);
    // After the albums: one that vanished may have been all that an artist had.
    for (const artist of touched.artists) settleArtist(artist);
    for (const show of touched.shows) settleShow(show);
    for (const playlist of touched.playlists) closeGaps(playlist);
  };
}
export type Settle = ReturnType<typeof makeSettle>;
