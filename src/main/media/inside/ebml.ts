/*
 * EBML (RFC 8794), in which Matroska and WebM (RFC 9559) are written: elements of an id, a size and what is in them.
 */

export interface ElementHead {
  readonly id: number;
  /** Undefined: not known when it was written; it ends where something follows that cannot be in it. */
  readonly sizeBytes: number | undefined;
  /** Of id and size themselves, bytes. */
  readonly headBytes: number;
}

export interface Element {
  readonly id: number;
  readonly data: Buffer;
}

/** An id and a size take no more, bytes. */
export const maxHeadBytes = 12;

/** @returns undefined where no element begins */
export function headAt(bytes: Buffer, at = 0): ElementHead | undefined {
  const idBytes = lengthOf(bytes[at]);
  if (idBytes === undefined || idBytes > 4) return undefined;
  const size = numberAt(bytes, at + idBytes);
  if (size === undefined) return undefined;
  const headBytes = idBytes + size.bytes;
  return { id: bytes.readUIntBE(at, idBytes), sizeBytes: size.value, headBytes };
}

/** A number that says itself how long it is. @returns undefined where the bytes end before it */
export function numberAt(
  bytes: Buffer,
  at: number,
): { readonly value: number | undefined; readonly bytes: number } | undefined {
  const count = lengthOf(bytes[at]);
  if (count === undefined || at + count > bytes.length) return undefined;
  let value = (bytes[at] ?? 0) & (0xff >> count);
  let isUnknown = value === 0xff >> count;
  for (const byte of bytes.subarray(at + 1, at + count)) {
    // Above 2^53 it loses its last digits, and is longer than any file all the same.
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { value: isUnknown ? undefined : value, bytes: count };
}

/** The first byte says it with its leading zeros: 1 to 8. */
function lengthOf(first: number | undefined): number | undefined {
  return first === undefined || first === 0 ? undefined : Math.clz32(first) - 23;
}

/** What is in an element that is held whole; the last is cut where the bytes end. */
export function* elementsIn(bytes: Buffer): Generator<Element, void, undefined> {
  for (let at = 0; at < bytes.length;) {
    const head = headAt(bytes, at);
    if (head === undefined) return;
    const from = at + head.headBytes;
    const to = Math.min(bytes.length, from + (head.sizeBytes ?? bytes.length));
    yield { id: head.id, data: bytes.subarray(from, to) };
    at = to;
  }
}

/** The first of this id, below each other. */
export function findIn(bytes: Buffer, ...ids: readonly number[]): Buffer | undefined {
  let inside: Buffer | undefined = bytes;
  for (const id of ids) {
    if (inside === undefined) return undefined;
    inside = firstIn(inside, id);
  }
  return inside;
}

function firstIn(bytes: Buffer, wanted: number): Buffer | undefined {
  for (const { id, data } of elementsIn(bytes)) if (id === wanted) return data;
  return undefined;
}

/** @returns undefined for none, and for one that is too long to be one */
export function uintOf(data: Buffer | undefined): number | undefined {
  if (data === undefined || data.length > 8) return undefined;
  let value = 0;
  for (const byte of data) value = value * 256 + byte;
  return value;
}

/** Up to its first nought. */
export function textOf(data: Buffer | undefined): string | undefined {
  return data?.toString('utf8').split('\0', 1)[0];
}
