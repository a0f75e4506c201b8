/** What the structured clone algorithm keeps, as text, because the way between a page and this process carries only that. */
export interface CloneCodec {
  /** @throws Error for what cannot be cloned: functions, symbols */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/** Runs in Node and, by its source text, in the page: it may use nothing from outside itself. */
export function makeCloneCodec(): CloneCodec {
  type Packed = null | string | number | boolean | { $: string; v?: unknown; k?: string };

  function toBase64(bytes: Uint8Array): string {
    let letters = '';
    for (const byte of bytes) letters += String.fromCharCode(byte);
    return btoa(letters);
  }

  function pack(value: unknown, seen: Map<object, number>): Packed {
    if (value === undefined) return { $: 'undefined' };
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
      return { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
    if (typeof value === 'function' || typeof value === 'symbol') throw new Error('could not be cloned');
    if (value === null || typeof value !== 'object') return value as Packed; // text, boolean or plain number
    const known = seen.get(value);
    if (known !== undefined) return { $: 'again', v: known };
    seen.set(value, seen.size);
    if (value instanceof Date) return { $: 'date', v: value.getTime() };
    if (value instanceof Error) return { $: 'error', k: value.name, v: value.message };
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value))
      return { $: 'bytes', v: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
    if (value instanceof Map)
      return { $: 'map', v: [...value].map(([key, item]) => [pack(key, seen), pack(item, seen)]) };
    if (value instanceof Set) return { $: 'set', v: [...value].map((item) => pack(item, seen)) };
    if (Array.isArray(value)) return { $: 'array', v: value.map((item) => pack(item, seen)) };
    return { $: 'object', v: Object.entries(value).map(([key, item]) => [key, pack(item, seen)]) };
  }

  function unpack(packed: Packed, seen: unknown[]): unknown {
    if (packed === null || typeof packed !== 'object') return packed;
    const { $: kind, v, k } = packed;
    const remember = <T>(value: T): T => {
      seen.push(value);
      return value;
    };
    const items = () => v as Packed[];
    const pairs = () => v as [Packed, Packed][];
    const entries = () => v as [string, Packed][];
    if (kind === 'undefined') return undefined;
    if (kind === 'bigint') return BigInt(String(v));
    if (kind === 'number') return Number(v);
    if (kind === 'again') return seen[Number(v)];
    if (kind === 'date') return remember(new Date(Number(v)));
    if (kind === 'error') return remember(Object.assign(new Error(String(v)), { name: k }));
    if (kind === 'buffer' || kind === 'bytes') {
      const bytes = Uint8Array.from(atob(String(v)), (letter) => letter.charCodeAt(0));
      return remember(kind === 'buffer' ? bytes.buffer : bytes);
    }
    if (kind === 'map') {
      const map = remember(new Map<unknown, unknown>());
      for (const [key, item] of pairs()) map.set(unpack(key, seen), unpack(item, seen));
      return map;
    }
    if (kind === 'set') {
      const set = remember(new Set());
      for (const item of items()) set.add(unpack(item, seen));
      return set;
    }
    if (kind === 'array') {
      const list = remember<unknown[]>([]);
      for (const item of items()) list.push(unpack(item, seen));
      return list;
    }
    const record = remember({});
    for (const [key, item] of entries()) {
      // Not by assignment: a key may be `__proto__`.
      const value = unpack(item, seen);
      Object.defineProperty(record, key, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return record;
  }

  return {
    encode: (value) => JSON.stringify(pack(value, new Map())),
    decode: (text) => unpack(JSON.parse(text) as Packed, []),
  };
}
