/*
 * The network room talks to the network of the operating system: which interfaces there are, where their packets go,
 * when that changes; in an engine process (guard/), it opens every socket that leads outside; in the core (loopback/), the
 * one that players on this computer read from. Begin reading at guard/door.ts and guard/tcp.ts; docs/decisions/guard.md says
 * why it is built like this.
 */
export { openMediaDoor, type MediaDoor } from './loopback/media-door.ts';
export type { MediaFile, ServedMedia } from './loopback/served-media.ts';
export { listInterfaces } from './system/interfaces.ts';
export { readDnsServers } from './system/dns-servers.ts';
export { whyNoBinding } from './system/load-bound-sockets.ts';
export { watchForChanges } from './watch/watch.ts';
export { findSplitRoutes, readSourceRoutes, splitRouteCommands } from './system/source-routes.ts';
