/*
 * Memory that the byte path uses over and over, shared by all torrents of the process. Who holds what is written down
 * here and asserted: bytes of a recycled buffer that a late block writes into belong to another piece by then.
 *
 * Begin at piece-buffers.ts (pieces on their way in), then arenas.ts (messages on their way out).
 */
export { makeArenas, type Arena, type Arenas } from './arenas.ts';
export { makePieceHasher, type PieceHash } from './piece-hasher.ts';
export { makePieceBuffers, type PieceBuffer, type PieceBuffers } from './piece-buffers.ts';
