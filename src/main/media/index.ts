/*
 * The media room talks to media files: what they say about themselves and what lies beside them (tags, pictures, cue
 * sheets, playlists, subtitles), and the same sound and pictures in another container. Reads only; nothing here changes a
 * file of anybody's, and nothing is decoded or encoded.
 *
 * Begin at read-facts.ts (one file, opened once). pictures/ makes thumbnails, beside/ reads the small files that go with
 * a media file, reading/ holds the bounds: memory, time, and text of unknown charset. For players: remux/probe.ts and
 * remux/remux.ts, subtitles/ as a page shows them, and inside/read-inside.ts for subtitles and chapters within a film.
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
export { probeMedia, type ProbedMedia, type ProbedSound } from './remux/probe.ts';
export type { ReadableMedia } from './remux/readable-media.ts';
export { remux } from './remux/remux.ts';
export { readInnerCues, readInside, type Reached } from './inside/read-inside.ts';
export type { InnerSubtitle, Inside } from './inside/inside.ts';
export { asWebVtt, maxSubtitleBytes, toWebVtt } from './subtitles/to-web-vtt.ts';
