/*
 * One torrent's exchange of pieces with its peers; joins wire, picker, choker, limiter and buffers.
 *
 * The tour of a block. In: wire → hear.ts → downloads.ts (into the piece's buffer, open-piece.ts) → hashed as it comes →
 * written once, whole, by content/ → announced (exchange.ts). Out: hear.ts → uploads.ts → content/'s read cache →
 * copied into an arena with others → one write. What to ask for: requests.ts. Again and again: rounds.ts.
 */
export { makeExchange, type Exchange, type Speaks, type WebSources } from './exchange.ts';
export { makeMetadataExchange } from './metadata-exchange.ts';
export type { Peer } from './peer.ts';
export type { TorrentPieces } from './torrent-pieces.ts';
