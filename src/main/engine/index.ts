/*
 * The engine room talks to peers. It runs in processes of its own (../engine-process.ts), one for each network profile
 * in use, and is the only room that names WebTorrent. The core speaks to it through #shared/contract/engine.ts.
 *
 * Begin at serve-engine.ts (what can be asked), then session.ts (one torrent).
 *   content/  the files: where bytes lie, what can be believed, hashing, reading and writing
 *   transfer/ the peers: wire, picker, choker, buffers, encryption; knows no WebTorrent. The tour: transfer/exchange/index.ts
 *   seams/    where WebTorrent brings peers to it: discovery, incoming connections, WebRTC
 *   swarm/    what joins the three for one torrent, and what is shown of it
 *   faults/   one module for each mended fault of WebTorrent (docs/webtorrent-faults.md)
 */
export { serveEngine } from './serve-engine.ts';
