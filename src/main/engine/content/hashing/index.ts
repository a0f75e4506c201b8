/*
 * SHA-1 of pieces that lie in files, on all cores: for a check, and for a torrent that is made.
 *
 * Begin at piece-hashing.ts (which way is taken), then start-hash-workers.ts and hash-worker.ts (the threads).
 */
export type { HashedFiles } from './hash-job.ts';
export { makePieceHashing, type PieceHashing } from './piece-hashing.ts';
