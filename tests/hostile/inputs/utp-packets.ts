import fc from 'fast-check';

const uint16 = fc.integer({ min: 0, max: 65_535 });
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });

/** Packets of uTP that are almost right, extensions that lie about their length, and what is none at all. */
export const utpPacket: fc.Arbitrary<Buffer> = fc.oneof(
  { arbitrary: fc.uint8Array({ maxLength: 1_500 }).map((bytes) => Buffer.from(bytes)), weight: 1 },
  {
    arbitrary: fc
      .record({
        type: fc.integer({ min: 0, max: 5 }),
        extension: fc.constantFrom(0, 0, 1, 2, 255),
        id: uint16,
        times: fc.tuple(uint32, uint32),
        windowBytes: uint32,
        seq: uint16,
        ack: uint16,
        rest: fc.uint8Array({ maxLength: 300 }),
      })
      .map(({ type, extension, id, times, windowBytes, seq, ack, rest }) => {
        const head = Buffer.alloc(20);
        head.writeUInt8((type << 4) | 1, 0);
        head.writeUInt8(extension, 1);
        head.writeUInt16BE(id, 2);
        head.writeUInt32BE(times[0], 4);
        head.writeUInt32BE(times[1], 8);
        head.writeUInt32BE(windowBytes, 12);
        head.writeUInt16BE(seq, 16);
        head.writeUInt16BE(ack, 18);
        return Buffer.concat([head, rest]);
      }),
    weight: 6,
  },
);
