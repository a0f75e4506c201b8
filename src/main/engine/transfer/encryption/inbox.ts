/** Bytes that have come and were not understood yet; never more than a handshake can have. */
export interface Inbox {
  readonly length: number;
  /** False when it would become more than any handshake is. */
  add(bytes: Uint8Array): boolean;
  /** The first so many, taken out; they are the caller's. */
  take(length: number): Uint8Array;
  /** Where the pattern begins, or -1. */
  find(pattern: Uint8Array): number;
  /** Whether it begins with these, as far as it goes. */
  mayBeginWith(bytes: Uint8Array): boolean;
}

export function makeInbox(maxBytes: number): Inbox {
  let held: Uint8Array = new Uint8Array(0);

  return {
    get length() {
      return held.length;
    },
    add(bytes) {
      if (held.length + bytes.length > maxBytes) return false;
      held = Buffer.concat([held, bytes]);
      return true;
    },
    take(length) {
      const taken = held.slice(0, length);
      held = held.subarray(length);
      return taken;
    },
    find: (pattern) => Buffer.from(held.buffer, held.byteOffset, held.length).indexOf(pattern),
    mayBeginWith: (bytes) => held.every((byte, at) => at >= bytes.length || byte === bytes[at]),
  };
}
