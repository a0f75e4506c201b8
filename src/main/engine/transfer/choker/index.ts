/*
 * Who of those that want something of us is served. Begin reading at choker.ts; how many at a time: slots.ts.
 */
export { makeChoker, roundMs, type ChokerPeer } from './choker.ts';
