/*
 * Memory on the way of a block: pieces that are being put together (piece-buffers.ts, hashed as they come by
 * piece-hasher.ts) and what is gathered for sending (arenas.ts). Every buffer has one owner at a time, who gives it back
 * once; a second time throws.
 */
export { makeArenas, type Arenas } from './arenas.ts';
export { makePieceBuffers, type PieceBuffer, type PieceBuffers } from './piece-buffers.ts';
export { makePieceHasher } from './piece-hasher.ts';
