/*
 * One torrent's exchange of pieces with its peers; joins wire, picker, choker, limiter and buffers. What it
 * is to others: interface.ts. How it is put together: exchange.ts; a peer comes in by welcome.ts.
 *
 * The tour of a block. In: wire → hear.ts → downloads.ts (into the piece's buffer, open-piece.ts) → hashed as it comes →
 * written once, whole, by content/ → announced (exchange.ts). Out: hear.ts → uploads.ts → content/'s read cache →
 * copied into an arena with others → one write. What to ask for: requests.ts. Again and again: rounds.ts.
 */
export { makeExchange } from './exchange.ts';
export type { Exchange, Speaks, WebSources } from './interface.ts';
export { makeMetadataExchange } from './metadata-exchange.ts';
export type { Peer } from './peer.ts';
export type { TorrentPieces } from './torrent-pieces.ts';
