/*
 * What media files say about themselves, and what lies beside them: tags, pictures, cue sheets, playlists, subtitles.
 * Reads only; nothing here changes a file of anybody's.
 *
 * Begin at read-facts.ts (one file, opened once). pictures/ makes thumbnails, beside/ reads the small files that go with
 * a media file, reading/ holds the bounds: memory, time, and text of unknown charset.
 */
export { fileKindOf, type FileKind } from './kinds.ts';
export { readCover, readFacts } from './read-facts.ts';
export { problemOf, ReadProblem, type Problem } from './read-problem.ts';
export { makeMemoryTurns } from './reading/bounded-file.ts';
export { fileStatOf } from './reading/file-stat.ts';
export { readSmallFile } from './reading/small-file.ts';
export { decodeText } from './reading/decode-text.ts';
export { artworkIdOf, makeThumbnail, type Thumbnail } from './pictures/thumbnail.ts';
export { albumArtworkAmong, isDiscFolder, isPictureName, posterAmong } from './pictures/beside-artwork.ts';
export { parseCueSheet, partsOf } from './beside/cue-sheet.ts';
export { makeFilesBelow, parsePlaylist, resolveEntry } from './beside/playlist-file.ts';
export { parseNfo } from './beside/nfo.ts';
export { isSubtitleFolder, isSubtitleName, isSubtitleOf, languageInName } from './beside/subtitles.ts';
