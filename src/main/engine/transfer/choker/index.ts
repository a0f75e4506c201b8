/*
 * Who of those that want something of us is served. Begin reading at choker.ts; how many at a time: slots.ts.
 */
export { makeChoker } from './choker.ts';
export { roundMs } from './giving.ts';
export type { ChokerPeer } from './peer.ts';
