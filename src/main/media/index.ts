/*
 * The media room talks to media files: what is in them, the same in another container (remux/), subtitles as a page shows
 * them (subtitles/). Nothing is decoded or encoded here. Begin reading at remux/probe.ts and remux/remux.ts.
 */
export { probeMedia, type ProbedMedia, type ProbedSound } from './remux/probe.ts';
export type { ReadableMedia } from './remux/readable-media.ts';
export { remux } from './remux/remux.ts';
export { isSubtitleName, maxSubtitleBytes, toWebVtt } from './subtitles/to-web-vtt.ts';
