import type { Database } from 'better-sqlite3';
import { makeProblems } from '../problems.ts';
import { makeAlbumRows } from './album-rows.ts';
import { makeAlbums } from './albums.ts';
import { makeArtistRows, makeArtists } from './artists.ts';
import { makeDuplicates } from './duplicates.ts';
import { makeBrowseFigures } from './figures.ts';
import { makeShowRows, makeShows } from './shows.ts';
import { makeTrackRows } from './track-rows.ts';
import { makeTracks } from './tracks.ts';
import { makeVideoRows } from './video-rows.ts';
import { makeVideos } from './videos.ts';

/** The library as it is read: windows of its lists, single items, figures. */
export function makeBrowse(db: Database) {
  const albumRows = makeAlbumRows(db);
  const trackRows = makeTrackRows(db);
  const videoRows = makeVideoRows(db);
  const problems = makeProblems(db);
  return {
    ...makeAlbums({ db, albumRows, trackRows }),
    ...makeTracks(db, trackRows),
    ...makeVideos(db, videoRows),
    ...makeArtists({ db, artistRows: makeArtistRows(db), albumRows }),
    ...makeShows({ db, showRows: makeShowRows(db), videoRows }),
    ...makeBrowseFigures(db, problems),
    duplicates: makeDuplicates(db, trackRows, videoRows),
    problems: problems.page,
    trackRows,
    videoRows,
  };
}
