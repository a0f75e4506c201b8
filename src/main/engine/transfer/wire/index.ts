/*
 * The wire: how peers speak (BEP 3, 6, 10). It knows bytes and messages, and nothing of torrents.
 *
 * A block on its way in: channel → greeting.ts (68 bytes of handshake, once) → wire.ts → parser.ts, which passes its
 * bytes on as they lie in the receive buffer. Begin reading at parser.ts; what we send is gathered in writer.ts.
 */
export { encodeExtendedHandshake, ourExtensions, parseExtendedHandshake } from './extended-handshake.ts';
export type { Extension, PeerSays } from './extended-handshake.ts';
export { makeGreeting } from './greeting.ts';
export { encodeHandshake, protocol } from './handshake.ts';
export type { Greeted, Greeting, Introduction } from './greeting.ts';
export { maxRequestBytes, messageId } from './messages.ts';
export type { Wire, WireListener } from './wire.ts';
