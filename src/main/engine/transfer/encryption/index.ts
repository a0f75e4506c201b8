/*
 * Message stream encryption (MSE/PE): hides what is spoken from those who look for the protocol on the way, not from those
 * who know the infohash. Begin reading at policy.ts (what a profile wants), then dialled.ts and accepted.ts (the two
 * sides of the handshake, pure: bytes in, bytes out).
 */
export { acceptEncrypted } from './accepted.ts';
export { dialEncrypted, type EncryptionHandshake, type Secured } from './dialled.ts';
export { hiddenName } from './keys.ts';
export { firstMode, otherMode, type EncryptionPolicy, type LinkMode } from './policy.ts';
