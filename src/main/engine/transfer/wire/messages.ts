/** Messages between peers: 4 bytes of length, one of kind, a body (BEP 3; BEP 6 for 13 to 17; BEP 10 for 20). */
export const messageId = {
  choke: 0,
  unchoke: 1,
  interested: 2,
  notInterested: 3,
  have: 4,
  bitfield: 5,
  request: 6,
  piece: 7,
  cancel: 8,
  port: 9,
  suggest: 13,
  haveAll: 14,
  haveNone: 15,
  reject: 16,
  allowedFast: 17,
  extended: 20,
} as const;

/** We ask for 16 KiB and others may answer with no more; some ask us for up to 128 KiB. */
export const maxRequestBytes = 131_072;

/** An extended message holds a dictionary and at most 16 KiB of metadata; PEX stays far below. */
const maxExtendedBytes = 65_536;
/** Before the number of pieces is known: about 400,000 pieces, ten times the largest torrent seen. */
const maxBitfieldBytes = 50_000;
/** What is not known is skipped, within reason. */
const maxUnknownBytes = 65_536;

/** Before any of it is kept, how long a message of this kind may be (with the byte for its kind). */
export interface LengthRule {
  readonly min: number;
  readonly max: number;
}

const exactly = (length: number): LengthRule => ({ min: length, max: length });
const unknown: LengthRule = { min: 1, max: maxUnknownBytes };

/** By kind. @param pieceCount 0 while it is not known */
export function lengthRules(pieceCount: number): readonly LengthRule[] {
  const rules: LengthRule[] = Array.from({ length: 256 }, () => unknown);
  for (const id of [0, 1, 2, 3, messageId.haveAll, messageId.haveNone]) rules[id] = exactly(1);
  for (const id of [messageId.have, messageId.suggest, messageId.allowedFast]) rules[id] = exactly(5);
  for (const id of [messageId.request, messageId.cancel, messageId.reject]) rules[id] = exactly(13);
  rules[messageId.port] = exactly(3);
  rules[messageId.bitfield] =
    pieceCount === 0 ? { min: 1, max: 1 + maxBitfieldBytes } : exactly(1 + Math.ceil(pieceCount / 8));
  rules[messageId.piece] = { min: 9, max: 9 + maxRequestBytes };
  rules[messageId.extended] = { min: 2, max: 1 + maxExtendedBytes };
  return rules;
}
