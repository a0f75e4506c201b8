/*
 * uTP packets (BEP 29), version 1: a head of 20 bytes, extensions, and bytes of the stream.
 */

export const packetType = { data: 0, fin: 1, state: 2, reset: 3, syn: 4 } as const;
export type PacketType = (typeof packetType)[keyof typeof packetType];

export const headBytes = 20;
/** With head, UDP and IPv6 less than the 1420 bytes that go through WireGuard. */
export const packetBytes = 1_352;
export const segmentBytes = packetBytes - headBytes;
/** Of a selective acknowledgement of ours: 256 packets. A multiple of four. */
export const maxSackBytes = 32;

const version = 1;
const selectiveAck = 1;
/** A chain of extensions is bounded by its datagram; nobody sends more than two. */
const maxExtensions = 8;

export interface PacketHead {
  readonly type: PacketType;
  readonly connectionId: number;
  /** Of the sender's clock, microseconds, modulo 2³². */
  readonly timestampUs: number;
  /** How long, by two clocks, the last packet of the other side was on its way. */
  readonly differenceUs: number;
  /** Bytes that the sender would still take. */
  readonly windowBytes: number;
  readonly seq: number;
  readonly ack: number;
}

export interface Packet extends PacketHead {
  /** Bit n (from the lowest of the first byte): packet `ack + 2 + n` has come. Undefined: it said nothing. */
  readonly sack: Uint8Array | undefined;
  /** Part of what was read, not a copy. */
  readonly payload: Uint8Array;
}

/** Whether a datagram is uTP rather than a message of the DHT, which begins with `d`; nothing is promised beyond. */
export function looksLikeUtp(bytes: Uint8Array): boolean {
  const first = bytes[0] ?? 0;
  return bytes.length >= headBytes && (first & 0x0f) === version && first >> 4 <= packetType.syn;
}

/** Undefined where a stranger sent something else. */
export function parsePacket(bytes: Buffer): Packet | undefined {
  if (!looksLikeUtp(bytes)) return undefined;
  let extension = bytes.readUInt8(1);
  let at = headBytes;
  let sack: Uint8Array | undefined;
  for (let count = 0; extension !== 0; count++) {
    if (count === maxExtensions || at + 2 > bytes.length) return undefined;
    const next = bytes.readUInt8(at);
    const length = bytes.readUInt8(at + 1);
    if (at + 2 + length > bytes.length) return undefined;
    if (extension === selectiveAck && length >= 4) sack = bytes.subarray(at + 2, at + 2 + length);
    extension = next;
    at += 2 + length;
  }
  return {
    type: (bytes.readUInt8(0) >> 4) as PacketType, // looked at above
    connectionId: bytes.readUInt16BE(2),
    timestampUs: bytes.readUInt32BE(4),
    differenceUs: bytes.readUInt32BE(8),
    windowBytes: bytes.readUInt32BE(12),
    seq: bytes.readUInt16BE(16),
    ack: bytes.readUInt16BE(18),
    sack,
    payload: bytes.subarray(at),
  };
}

/** Writes the first 20 bytes. The stream's bytes, if any, stand after them already. */
export function writeHead(bytes: Buffer, head: PacketHead): void {
  bytes.writeUInt8((head.type << 4) | version, 0);
  bytes.writeUInt8(0, 1);
  bytes.writeUInt16BE(head.connectionId, 2);
  bytes.writeUInt32BE(head.timestampUs, 4);
  bytes.writeUInt32BE(head.differenceUs, 8);
  bytes.writeUInt32BE(head.windowBytes, 12);
  bytes.writeUInt16BE(head.seq, 16);
  bytes.writeUInt16BE(head.ack, 18);
}

/** A packet without bytes of the stream. @param sack a multiple of four bytes */
export function encodePacket(head: PacketHead, sack?: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(headBytes + (sack === undefined ? 0 : 2 + sack.length));
  writeHead(bytes, head);
  if (sack === undefined) return bytes;
  bytes.writeUInt8(selectiveAck, 1);
  bytes.writeUInt8(0, headBytes);
  bytes.writeUInt8(sack.length, headBytes + 1);
  bytes.set(sack, headBytes + 2);
  return bytes;
}

/** How far `to` is ahead of `from`, of sequence numbers that begin anew after 65535; negative: behind. */
export function seqDistance(from: number, to: number): number {
  return ((to - from) << 16) >> 16;
}

export function nextSeq(seq: number, steps = 1): number {
  return (seq + steps) & 0xffff;
}
