/*
 * What peers say to each other beside pieces (BEP 10): the description of a torrent (BEP 9), other peers (BEP 11), and
 * what they do not have any more. Begin reading at extensions.ts.
 */
export { makeExtensions, type Extensions } from './extensions.ts';
export type { ExtensionPeer } from './extension-peer.ts';
export { makeMetadataFetch } from './fetch-metadata.ts';
export { makePeerExchange } from './peer-exchange.ts';
