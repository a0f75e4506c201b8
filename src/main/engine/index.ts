/*
 * The engine room talks to peers. It runs in processes of its own (../engine-process.ts), one for each network profile
 * in use, and is the only room that names WebTorrent. The core speaks to it through #shared/contract/engine.ts.
 *
 * Begin at serve-engine.ts (what can be asked), then session.ts (one torrent).
 *   content/  the files: where bytes lie, what can be believed, hashing, reading and writing
 *   swarm/    the peers: WebTorrent and what is shown of it
 *   faults/   one module for each mended fault of WebTorrent (docs/webtorrent-faults.md)
 */
export { serveEngine } from './serve-engine.ts';
