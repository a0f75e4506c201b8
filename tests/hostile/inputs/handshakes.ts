import fc from 'fast-check';
import { handshake } from '../../support/raw-peer.ts';

const bytes = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((values) => Buffer.from(values));

/** What other programs say first. */
const otherProtocols = [
  'GET /announce HTTP/1.1\r\nHost: x\r\n\r\n',
  'SSH-2.0-OpenSSH_9.9\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  '\u0013BitTorrent protocoL',
  '\u0012BitTorrent protoco',
  '\u00ffBitTorrent protocol',
  '\0\0\0\0',
].map((text) => Buffer.from(text, 'latin1'));

/** A handshake that was torn, mangled, for another torrent, or is none. */
export function wrongHandshake(infoHash: string): fc.Arbitrary<Buffer> {
  const right = handshake(infoHash, '-XX0001-wronghandsha');
  const mangled = fc.tuple(fc.nat(19), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
    const copy = Buffer.from(right);
    copy[at] = (copy[at] ?? 0) ^ by;
    return copy;
  });
  const torn = fc.nat(right.length - 1).map((end) => right.subarray(0, end));
  const foreign = bytes(20, 20).map((other) => handshake(other.toString('hex'), '-XX0001-wronghandsha'));
  return fc.oneof(
    bytes(1, 700),
    mangled,
    torn,
    foreign,
    fc.tuple(fc.constantFrom(...otherProtocols), bytes(0, 100)).map((parts) => Buffer.concat(parts)),
    fc.integer({ min: 1, max: 1_000 }).map((length) => Buffer.alloc(length)),
  );
}
