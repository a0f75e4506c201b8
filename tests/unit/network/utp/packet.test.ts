import { expect, test } from 'vitest';
import {
  encodePacket,
  looksLikeUtp,
  packetType,
  parsePacket,
  seqDistance,
  writeHead,
} from '../../../../src/main/network/utp/packet.ts';

const head = {
  type: packetType.syn,
  connectionId: 0x3039,
  timestampUs: 0x01020304,
  differenceUs: 0,
  windowBytes: 0xf000,
  seq: 1,
  ack: 0,
};

test('a SYN has the twenty bytes of BEP 29', () => {
  expect(encodePacket(head).toString('hex')).toBe('41003039010203040000000000' + '00f00000010000');
});

test('what came early is told in an extension, with the lowest bit first', () => {
  const bytes = encodePacket({ ...head, type: packetType.state }, Uint8Array.of(0b101, 0, 0, 0x80));
  expect(bytes.subarray(0, 2).toString('hex')).toBe('2101');
  expect(bytes.subarray(20).toString('hex')).toBe('000405000080');
  expect(parsePacket(bytes)?.sack).toEqual(Buffer.of(0b101, 0, 0, 0x80));
});

test('extensions that are not known are passed over, and the bytes after them are the payload', () => {
  const bytes = Buffer.concat([
    encodePacket(head),
    Buffer.from('0208aaaaaaaaaaaaaaaa', 'hex'),
    Buffer.from('0003010203', 'hex'),
    Buffer.from('bytes'),
  ]);
  writeHead(bytes, { ...head, type: packetType.data });
  bytes.writeUInt8(2, 1);
  expect(parsePacket(bytes)).toMatchObject({ type: packetType.data, payload: Buffer.from('bytes') });
});

test.each([
  ['a message of the DHT', Buffer.from('d1:ad2:id20:abcdefghij0123456789e1:q4:pinge')],
  ['another version', Buffer.from('42'.padEnd(40, '0'), 'hex')],
  ['a type that there is not', Buffer.from('51'.padEnd(40, '0'), 'hex')],
  ['too short', encodePacket(head).subarray(0, 19)],
  [
    'an extension without its bytes',
    Buffer.concat([Buffer.from('2101'.padEnd(40, '0'), 'hex'), Buffer.of(0, 4, 1)]),
  ],
])('%s is no packet', (_, bytes) => {
  expect(parsePacket(bytes)).toBeUndefined();
});

test('DHT messages and uTP packets are told apart by their first byte', () => {
  expect(looksLikeUtp(encodePacket(head))).toBe(true);
  expect(looksLikeUtp(Buffer.from('d1:rd2:id20:abcdefghij0123456789ee'))).toBe(false);
});

test('numbers begin anew after 65535', () => {
  expect(seqDistance(65_535, 2)).toBe(3);
  expect(seqDistance(2, 65_535)).toBe(-3);
});
