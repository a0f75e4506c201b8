/*
 * Which block to ask of which peer. One picker for each torrent; knows no wire, no clock and no disk.
 *
 * Begin reading in `interface.ts` (what the exchange calls), then `choose.ts` (the rules, in the order in which they
 * hold). `ledger.ts` keeps which piece is in which list; `unbegun.ts` is rarest first; `open-piece.ts` is one begun piece.
 */
export type { Picker, PickerPeer } from './interface.ts';
export { makePicker } from './picker.ts';
export { queueLength } from './queue-length.ts';
