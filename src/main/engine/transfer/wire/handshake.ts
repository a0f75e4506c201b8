/** The first 68 bytes of a link (BEP 3). */
export interface Handshake {
  /** 20 bytes. */
  readonly infoHash: Uint8Array;
  /** 20 bytes. */
  readonly peerId: Uint8Array;
  readonly speaks: Spoken;
}

/** What the eight reserved bytes promise. */
export interface Spoken {
  /** BEP 10. */
  readonly extensions: boolean;
  /** BEP 6. */
  readonly fast: boolean;
  /** BEP 5: tells the port of its DHT node. */
  readonly dht: boolean;
}

export const handshakeBytes = 68;

/** How every handshake begins. */
export const protocol = Uint8Array.of(19, ...new TextEncoder().encode('BitTorrent protocol'));
const reservedAt = protocol.length;
const infoHashAt = reservedAt + 8;
const peerIdAt = infoHashAt + 20;

export function encodeHandshake({ infoHash, peerId, speaks }: Handshake): Uint8Array {
  const bytes = new Uint8Array(handshakeBytes);
  bytes.set(protocol);
  bytes[reservedAt + 5] = speaks.extensions ? 0x10 : 0;
  bytes[reservedAt + 7] = (speaks.fast ? 0x04 : 0) | (speaks.dht ? 0x01 : 0);
  bytes.set(infoHash, infoHashAt);
  bytes.set(peerId, peerIdAt);
  return bytes;
}

/** Whether the bytes, as far as they go, are the beginning of a handshake: others are not worth waiting for. */
export function mayBecomeHandshake(bytes: Uint8Array): boolean {
  const { length } = bytes;
  for (let at = 0; at < protocol.length && at < length; at++) if (bytes[at] !== protocol[at]) return false;
  return true;
}

/** @param bytes 68, which begin as mayBecomeHandshake() asks */
export function parseHandshake(bytes: Uint8Array): Handshake {
  const flags = (at: number) => bytes[reservedAt + at] ?? 0;
  return {
    infoHash: bytes.slice(infoHashAt, peerIdAt),
    peerId: bytes.slice(peerIdAt, handshakeBytes),
    speaks: {
      extensions: (flags(5) & 0x10) !== 0,
      fast: (flags(7) & 0x04) !== 0,
      dht: (flags(7) & 0x01) !== 0,
    },
  };
}
