/*
 * The picker: which block to ask of which peer next. It knows pieces, blocks and who has what; it sends nothing.
 *
 * Begin reading at picker.ts. Wanted pieces that nobody has begun lie in fresh-pieces.ts, ordered; a begun one is a
 * begun-piece.ts; peers are told apart in picker-peer.ts.
 */
export { makePicker, type Picker } from './picker.ts';
export type { PickerPeer } from './picker-peer.ts';
export { queueLength } from './queue-length.ts';
