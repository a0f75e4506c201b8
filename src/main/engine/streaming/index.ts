/*
 * Readers of what is still downloading: which pieces they are waiting for, and when. Bytes do not pass through here: whoever
 * reads is told how far the files are verified, and takes them from the disk (docs/decisions/streams.md). Begin reading at
 * readers.ts; reading-window.ts says how far ahead is asked and by when.
 */
export { makeReaders, type Due, type Readers } from './readers.ts';
