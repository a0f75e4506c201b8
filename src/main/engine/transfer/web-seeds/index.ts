/*
 * Web servers that have the files of a torrent (BEP 19), as sources of whole pieces beside its peers.
 */
export { isWebSeedUrl, webSeedUrl } from './urls.ts';
export { makeWebSeed, type WebSeed, type WebStretch } from './web-seed.ts';
