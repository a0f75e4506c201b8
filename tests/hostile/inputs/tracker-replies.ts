import fc from 'fast-check';
import {
  anyBencode,
  compactAddresses,
  compactAddresses6,
  dictionaryOf,
  integerText,
  latin1Text,
  stringText,
} from './bencode.ts';

const text = (maxLength: number) => latin1Text(maxLength).map(stringText);
const loopbackName = fc
  .constantFrom('127.0.0.1', '127.5.5.5', '::1', '', '127.0.0.1:1', '[::1]')
  .map(stringText);

const listedPeers = fc
  .array(dictionaryOf({ ip: loopbackName, 'peer id': text(25), port: integerText }), { maxLength: 4 })
  .map((peers) => `l${peers.join('')}e`);

const body = fc.oneof(
  {
    arbitrary: dictionaryOf({
      complete: integerText,
      'external ip': text(17),
      'failure reason': text(50),
      incomplete: integerText,
      interval: integerText,
      'min interval': integerText,
      peers: fc.oneof(compactAddresses.map(stringText), listedPeers),
      peers6: compactAddresses6.map(stringText),
      'tracker id': text(50),
      'warning message': text(50),
    }),
    weight: 6,
  },
  { arbitrary: anyBencode, weight: 2 },
  { arbitrary: fc.constant('<html>404</html>'), weight: 1 },
);

const headOf: readonly ((length: number) => string)[] = [
  (length) => `HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`,
  (length) => `HTTP/1.1 200 OK\r\ncontent-length: ${length + 500}\r\n\r\n`,
  (length) => `HTTP/1.1 200 OK\r\ncontent-length: ${Math.max(0, length - 3)}\r\n\r\n`,
  () => 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n',
  () => 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffff\r\n',
  () => 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n',
  () => 'HTTP/1.0 200 OK\r\n\r\n',
  () => 'HTTP/1.1 301 Moved\r\nlocation: /announce\r\ncontent-length: 0\r\n\r\n',
  () => 'HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n',
  () => `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(5_000)}\r\n`,
  () => 'HTTP/9.9 abc\r\n\r\n',
  () => '',
];

/** What an HTTP tracker sends down the line, head and all (BEP 3, 7, 23). */
export const httpReply: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.oneof(
      { arbitrary: fc.constant(headOf[0]), weight: 8 },
      { arbitrary: fc.constantFrom(...headOf), weight: 4 },
    ),
    body,
  )
  .map(([head, content]) => Buffer.from((head?.(content.length) ?? '') + content, 'latin1'));

/** What a UDP tracker may answer (BEP 15): an action, the transaction, and something. */
export interface UdpReply {
  readonly action: number;
  /** Xored into the transaction of the question; 0: the right one. */
  readonly off: number;
  readonly rest: Buffer;
  /** How much of it is sent at all. */
  readonly length: number;
}

export const udpReply: fc.Arbitrary<UdpReply> = fc.record({
  action: fc.constantFrom(0, 1, 1, 1, 2, 3, 4, 0xff_ff_ff_ff),
  off: fc.constantFrom(0, 0, 0, 1),
  rest: fc
    .tuple(fc.uint8Array({ minLength: 12, maxLength: 12 }), compactAddresses)
    .map(([counts, peers]) => Buffer.concat([counts, Buffer.from(peers, 'latin1')])),
  length: fc.oneof(fc.constant(1_000), fc.nat(30)),
});

export function encodeUdpReply({ action, off, rest, length }: UdpReply, transaction: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(action);
  head.writeUInt32BE((transaction ^ off) >>> 0, 4);
  return Buffer.concat([head, rest]).subarray(0, length);
}
