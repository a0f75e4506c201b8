import fc from 'fast-check';
import { messageId, numbers } from '../../support/raw-peer.ts';
import { message } from '../../support/scripted-seeder.ts';

/** What an attacker knows of the torrent. */
export interface Shape {
  readonly pieceCount: number;
  readonly pieceSizeBytes: number;
}

const any32 = fc.oneof(
  fc.nat(50),
  fc.constantFrom(0x7f_ff_ff_ff, 0x80_00_00_00, 0xff_ff_ff_ff),
  fc.nat(0xff_ff_ff_ff),
);
const body = (maxLength: number) => fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes));
const known: ReadonlySet<number> = new Set(Object.values(messageId));
const unknownId = fc.integer({ min: 10, max: 255 }).filter((id) => !known.has(id));

/** Well formed, and useless, untimely, or about nothing: a peer that sends it may be kept or not. */
export function oddMessage({ pieceCount }: Shape): fc.Arbitrary<Buffer> {
  const { have, request, cancel, suggest, allowedFast, reject, piece } = messageId;
  const plain = fc.constantFrom(
    messageId.choke,
    messageId.unchoke,
    messageId.interested,
    messageId.notInterested,
    messageId.haveAll,
    messageId.haveNone,
  );
  const block = fc
    .tuple(any32, any32, body(300))
    .map(([index, begin, data]) => Buffer.concat([numbers(piece, index, begin).subarray(5), data]));
  return fc.oneof(
    fc.constant(Buffer.alloc(4)),
    plain.map((id) => message(id)),
    fc.nat(pieceCount - 1).map((index) => numbers(have, index)),
    fc.tuple(any32, any32, any32).map((range) => numbers(request, ...range)),
    fc.tuple(any32, any32, any32).map((range) => numbers(cancel, ...range)),
    fc.tuple(any32, any32, any32).map((range) => numbers(reject, ...range)),
    any32.map((index) => numbers(suggest, index)),
    any32.map((index) => numbers(allowedFast, index)),
    fc.uint8Array({ minLength: 2, maxLength: 2 }).map((port) => message(messageId.port, Buffer.from(port))),
    fc.tuple(unknownId, body(2_000)).map(([id, data]) => message(id, data)),
    block.map((data) => message(piece, data)),
  );
}

/** What no peer may ever say: whoever does is sent away. */
export function forbiddenMessage({ pieceCount }: Shape): fc.Arbitrary<Buffer> {
  const fixed = fc.constantFrom(
    [messageId.choke, 0],
    [messageId.unchoke, 0],
    [messageId.interested, 0],
    [messageId.notInterested, 0],
    [messageId.have, 4],
    [messageId.request, 12],
    [messageId.cancel, 12],
    [messageId.port, 2],
  );
  const wrongLength = fc
    .tuple(fixed, fc.integer({ min: 1, max: 40 }), fc.boolean())
    .map(([[id = 0, right = 0], by, isShort]) =>
      message(id, Buffer.alloc(isShort && right > 0 ? right - 1 : right + by)),
    );
  const tooLong = fc
    .tuple(fc.integer({ min: 2 ** 24, max: 2 ** 32 - 1 }), fc.constantFrom(...known), body(2_000))
    .map(([length, id, data]) => {
      const head = Buffer.alloc(5);
      head.writeUInt32BE(length);
      head[4] = id;
      return Buffer.concat([head, data]);
    });
  const bitfieldBytes = Math.ceil(pieceCount / 8);
  const wrongBitfield = fc
    .uint8Array({ maxLength: 4 * bitfieldBytes })
    .filter((bits) => bits.length !== bitfieldBytes)
    .map((bits) => message(messageId.bitfield, Buffer.from(bits)));
  return fc.oneof(
    { arbitrary: wrongLength, weight: 3 },
    { arbitrary: tooLong, weight: 3 },
    { arbitrary: wrongBitfield, weight: 2 },
    {
      arbitrary: fc
        .integer({ min: pieceCount, max: 2 ** 32 - 1 })
        .map((index) => numbers(messageId.have, index)),
      weight: 2,
    },
    { arbitrary: body(7).map((data) => message(messageId.piece, data)), weight: 1 },
  );
}
