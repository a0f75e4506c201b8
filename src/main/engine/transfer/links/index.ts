/*
 * How links to peers come about: whom to dial (address-book.ts, dialler.ts), who dials us (reception.ts), and how a
 * channel becomes a peer that has introduced itself (open-link.ts).
 */
export type { PeerOrigin } from './address-book.ts';
export { makeDialler } from './dialler.ts';
export { openLink } from './open-link.ts';
export { partyOf } from './party.ts';
export { makePlaces, type Places } from './places.ts';
export { makeReception, type Host } from './reception.ts';
