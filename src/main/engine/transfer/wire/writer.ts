import type { Channel } from '../channel.ts';
import type { Arena, Arenas } from '../buffers/arenas.ts';
import { messageId } from './messages.ts';

/** Messages to one peer, gathered: one write of the channel for many of them. */
export interface Writer {
  /** A message whose body is only its kind. */
  plain(id: number): void;
  /** With one number (have, suggest, allowed fast). */
  withPiece(id: number, piece: number): void;
  /** With three (request, cancel, reject). */
  withRange(id: number, piece: number, begin: number, length: number): void;
  port(port: number): void;
  keepAlive(): void;
  bitfield(bits: Uint8Array): void;
  extended(id: number, body: Uint8Array): void;
  raw(bytes: Uint8Array): void;
  /** `bytes` are copied before this returns. */
  block(piece: number, begin: number, bytes: Uint8Array): void;
  /** Hands everything gathered to the channel. */
  flush(): void;
  /** Gathered, or handed over and not yet taken by the system. */
  readonly waitingBytes: number;
  /** From now on every byte goes through this, in place (RC4). */
  encryptWith(apply: (bytes: Uint8Array) => void): void;
  end(): void;
}

interface WriterParts {
  readonly channel: Channel;
  readonly arenas: Arenas;
  /** Some of what was handed over has been sent. */
  onSent(): void;
}

/** Room for the small messages of one turn; more of them are handed over at once. */
const smallBytes = 2_048;
const blockHeadBytes = 13;

/**
 * Small messages are gathered in a few hundred bytes; blocks in an arena, which is held only until the system has taken
 * it, so that a thousand idle peers hold none.
 */
export function makeWriter({ channel, arenas, onSent }: WriterParts): Writer {
  const small = new Uint8Array(smallBytes);
  const smallView = new DataView(small.buffer);
  let smallUsed = 0;
  let arena: Arena | undefined;
  let handedOver = 0;
  let encrypt: ((bytes: Uint8Array) => void) | undefined;
  let hasEnded = false;

  function hand(bytes: Uint8Array, whenSent: () => void): void {
    const { length } = bytes;
    encrypt?.(bytes);
    handedOver += length;
    channel.write(bytes, () => {
      handedOver -= length;
      whenSent();
      if (!hasEnded) onSent();
    });
  }

  function flushSmall(): void {
    if (smallUsed === 0) return;
    const copy = small.slice(0, smallUsed);
    smallUsed = 0;
    hand(copy, doNothing);
  }

  function flushArena(): void {
    if (arena === undefined) return;
    const full = arena;
    arena = undefined;
    hand(full.bytes.subarray(0, full.used), () => full.release());
  }

  /** Where the next `bytes` of small messages go. */
  function room(bytes: number): number {
    flushArena(); // order
    if (smallUsed + bytes > smallBytes) flushSmall();
    const at = smallUsed;
    smallUsed += bytes;
    return at;
  }

  function head(at: number, length: number, id: number): void {
    smallView.setUint32(at, length);
    smallView.setUint8(at + 4, id);
  }

  /** A message of any length, at once: it must not wait in the small buffer and would not fit. */
  function long(id: number, parts: readonly Uint8Array[]): void {
    const bodyBytes = parts.reduce((sum, part) => sum + part.length, 0);
    const message = new Uint8Array(5 + bodyBytes);
    new DataView(message.buffer).setUint32(0, 1 + bodyBytes);
    message[4] = id;
    let at = 5;
    for (const part of parts) {
      message.set(part, at);
      at += part.length;
    }
    raw(message);
  }

  function raw(bytes: Uint8Array): void {
    if (hasEnded) return;
    flushArena();
    flushSmall();
    hand(bytes, doNothing);
  }

  return {
    plain(id) {
      head(room(5), 1, id);
    },
    withPiece(id, piece) {
      const at = room(9);
      head(at, 5, id);
      smallView.setUint32(at + 5, piece);
    },
    withRange(id, piece, begin, length) {
      const at = room(17);
      head(at, 13, id);
      smallView.setUint32(at + 5, piece);
      smallView.setUint32(at + 9, begin);
      smallView.setUint32(at + 13, length);
    },
    port(port) {
      const at = room(7);
      head(at, 3, messageId.port);
      smallView.setUint16(at + 5, port);
    },
    keepAlive() {
      smallView.setUint32(room(4), 0);
    },
    bitfield: (bits) => long(messageId.bitfield, [bits]),
    extended: (id, body) => long(messageId.extended, [Uint8Array.of(id), body]),
    raw,
    block(piece, begin, bytes) {
      if (hasEnded) return;
      const wanted = blockHeadBytes + bytes.length;
      flushSmall();
      if (arena !== undefined && arena.used + wanted > arena.bytes.length) flushArena();
      arena ??= arenas.take();
      const { used } = arena;
      const view = new DataView(arena.bytes.buffer, arena.bytes.byteOffset + used, blockHeadBytes);
      view.setUint32(0, 9 + bytes.length);
      view.setUint8(4, messageId.piece);
      view.setUint32(5, piece);
      view.setUint32(9, begin);
      arena.bytes.set(bytes, used + blockHeadBytes);
      arena.used = used + wanted;
    },
    flush() {
      if (hasEnded) return;
      flushArena();
      flushSmall();
    },
    get waitingBytes() {
      return handedOver + smallUsed + (arena?.used ?? 0);
    },
    encryptWith(apply) {
      encrypt = apply;
    },
    end() {
      hasEnded = true;
      smallUsed = 0;
      arena?.release();
      arena = undefined;
    },
  };
}

function doNothing(): void {
  // what was sent needs no care
}
