import type { Duplex } from 'node:stream';
import { encodeBencode, type Encodable } from '#shared/domain/bencode.ts';

/* As much of BEP 3 and BEP 10 as a peer of a test speaks. */

export const messages = {
  unchoke: 1,
  interested: 2,
  bitfield: 5,
  request: 6,
  piece: 7,
  extended: 20,
} as const;

/** The numbers under which this peer hears extended messages. */
export const ourExtensions = { ut_pex: 1, ut_metadata: 2 } as const;

const protocolName = '\u0013BitTorrent protocol';
const handshakeBytes = 68;

export interface Handshake {
  readonly infoHash: string;
  readonly peerId: string;
}

export interface OnWire {
  readonly handshake: (handshake: Handshake) => void;
  readonly message: (id: number, body: Buffer) => void;
}

/** Cuts what a stream receives into a handshake and messages. */
export function readWire(stream: Duplex, on: OnWire): void {
  let received = Buffer.alloc(0);
  let hasHandshake = false;
  stream.on('error', () => undefined);
  stream.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (!hasHandshake && received.length >= handshakeBytes) {
      hasHandshake = true;
      on.handshake({ infoHash: received.toString('hex', 28, 48), peerId: received.toString('hex', 48, 68) });
      received = received.subarray(handshakeBytes);
    }
    while (hasHandshake && received.length >= 4 && received.length >= 4 + received.readUInt32BE(0)) {
      const end = 4 + received.readUInt32BE(0);
      if (end > 4) on.message(received[4] ?? 0, received.subarray(5, end));
      received = received.subarray(end);
    }
  });
}

/** Says that it speaks extensions. */
export function handshake(infoHash: string, peerId: string): Buffer {
  const reserved = Buffer.from([0, 0, 0, 0, 0, 0x10, 0, 0]);
  return Buffer.concat([
    Buffer.from(protocolName, 'latin1'),
    reserved,
    Buffer.from(infoHash, 'hex'),
    Buffer.from(peerId, 'latin1'),
  ]);
}

export function message(id: number, body: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(1 + body.length);
  head[4] = id;
  return Buffer.concat([head, body]);
}

/** @param rest what follows the dictionary, as a piece of metadata does (BEP 9) */
export function extended(number: number, dictionary: Encodable, rest: Uint8Array = Buffer.alloc(0)): Buffer {
  return message(messages.extended, Buffer.concat([Buffer.from([number]), encodeBencode(dictionary), rest]));
}
