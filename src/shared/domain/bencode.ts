/** What a bencoded text can hold (BEP 3). Byte strings stay bytes; dictionary keys are read as Latin-1. */
export type BencodeValue = number | Uint8Array | readonly BencodeValue[] | BencodeDictionary;
export type BencodeDictionary = ReadonlyMap<string, BencodeValue>;

/** The text came from outside and is not bencode; the message says where. Nothing else is thrown. */
export class BencodeError extends Error {
  override readonly name = 'BencodeError';
}

export interface Decoded {
  readonly value: BencodeValue;
  /** Where each value of the outermost dictionary lies, for hashing it byte for byte: [start, end). */
  readonly spans: ReadonlyMap<string, readonly [start: number, end: number]>;
  /** Where the value ends: what lies behind is not looked at. */
  readonly end: number;
}

/** As libtorrent: deep enough for any real file, shallow enough for any stack. */
const maxDepth = 100;
/** Bounds memory: a value costs far more than its few bytes of text. */
const maxValues = 3_000_000;

const [digit0, digit9, colon, minus] = [0x30, 0x39, 0x3a, 0x2d];
const [letterD, letterE, letterI, letterL] = [0x64, 0x65, 0x69, 0x6c];

/** Decodes one value and ignores what follows it. Keys may be unsorted (files in the wild are); first wins. */
export function decodeBencode(bytes: Uint8Array): Decoded {
  let at = 0;
  let values = 0;
  const spans = new Map<string, readonly [number, number]>();

  function fail(what: string): never {
    throw new BencodeError(`${what} at byte ${at}`);
  }

  function digits(end: number): number {
    const start = at;
    let value = 0;
    for (let byte = bytes[at]; byte !== end; byte = bytes[++at]) {
      if (byte === undefined || byte < digit0 || byte > digit9) fail('Not a number');
      value = value * 10 + (byte - digit0);
      if (value > Number.MAX_SAFE_INTEGER) fail('Number too large');
    }
    if (at === start) fail('Empty number');
    if (at > start + 1 && bytes[start] === digit0) fail('Number with a leading zero');
    at++;
    return value;
  }

  function integer(): number {
    at++;
    const negative = bytes[at] === minus;
    if (negative) at++;
    const value = digits(letterE);
    if (negative && value === 0) fail('Negative zero');
    return negative ? -value : value;
  }

  function byteString(): Uint8Array {
    const length = digits(colon);
    if (length > bytes.length - at) fail('String longer than the file');
    at += length;
    return bytes.subarray(at - length, at);
  }

  function list(depth: number): BencodeValue[] {
    at++;
    const items: BencodeValue[] = [];
    while (bytes[at] !== letterE) items.push(value(depth + 1));
    at++;
    return items;
  }

  function dictionary(depth: number): Map<string, BencodeValue> {
    at++;
    const entries = new Map<string, BencodeValue>();
    while (bytes[at] !== letterE) {
      const key = latin1(byteString());
      const start = at;
      const entry = value(depth + 1);
      if (entries.has(key)) continue;
      entries.set(key, entry);
      if (depth === 0) spans.set(key, [start, at]);
    }
    at++;
    return entries;
  }

  function value(depth: number): BencodeValue {
    if (depth > maxDepth) fail('Nested too deeply');
    if (++values > maxValues) fail('Too many values');
    const byte = bytes[at];
    if (byte === undefined) fail('The file ends too early');
    if (byte === letterI) return integer();
    if (byte === letterL) return list(depth);
    if (byte === letterD) return dictionary(depth);
    return byteString();
  }

  const whole = value(0);
  return { value: whole, spans, end: at };
}

/** What may be given for encoding; text is written as UTF-8, keys are sorted as BEP 3 asks. */
export type Encodable =
  number | string | Uint8Array | readonly Encodable[] | { readonly [key: string]: Encodable | undefined };

export function encodeBencode(value: Encodable): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const text = (piece: string) => parts.push(encoder.encode(piece));
  const bytes = (piece: Uint8Array) => {
    text(`${piece.length}:`);
    parts.push(piece);
  };

  function write(item: Encodable): void {
    if (typeof item === 'number') text(`i${item}e`);
    else if (typeof item === 'string') bytes(encoder.encode(item));
    else if (item instanceof Uint8Array) bytes(item);
    else if (isList(item)) {
      text('l');
      item.forEach(write);
      text('e');
    } else {
      text('d');
      // Keys are ASCII in every dictionary Warren writes, so sorting text sorts bytes.
      for (const [key, entry] of Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (entry === undefined) continue;
        write(key);
        write(entry);
      }
      text('e');
    }
  }

  write(value);
  return concatBytes(parts);
}

function isList(item: Encodable): item is readonly Encodable[] {
  return Array.isArray(item);
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
