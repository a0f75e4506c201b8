import { ImportError } from '../finding.ts';

/** What a pickle may hold here. Nothing in it is ever run: of an object only its name and its fields are taken. */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | PickledObject
  | Mark
  | readonly Pickled[]
  | ReadonlyMap<Pickled, Pickled>;

/** `fields` is what Python would put into its `__dict__`. */
export class PickledObject {
  readonly type: string;
  fields: ReadonlyMap<Pickled, Pickled> = new Map();
  constructor(type: string) {
    this.type = type;
  }
}

/** Where the items of a list begin on the stack. */
class Mark {
  readonly kind = 'mark';
}
class Global extends PickledObject {}

/** Memory: a value costs far more than its few bytes. 5,000 torrents have about 3 million. */
const maxValues = 20_000_000;

/** Then something else has its turn: some 20 ms. 5,000 torrents take a second. */
const stepsAtOnce = 20_000;

const utf8 = new TextDecoder();

/** The bytes are not what Deluge writes. */
const fail = (why: string): never => {
  throw new ImportError('damaged', `Deluge’s list of torrents (torrents.state) cannot be read: ${why}.`);
};

/**
 * Reads a pickle of protocol 2, as Deluge 2 writes its state: of the opcodes those that plain data needs, and objects of
 * the two types that are named. Any other opcode and any other type is refused; nothing is imported or called.
 * @throws ImportError `damaged`, and nothing else for any bytes
 */
export async function unpickle(bytes: Uint8Array, types: readonly string[]): Promise<Pickled> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stack: Pickled[] = [];
  const memo = new Map<number, Pickled>();
  let at = 0;
  let values = 0;

  function take(length: number): number {
    if (length < 0 || length > bytes.length - at) return fail('it ends too early');
    at += length;
    return at - length;
  }
  const push = (value: Pickled) => {
    if (++values > maxValues) fail('it holds too many values');
    stack.push(value);
  };
  function pop(): Pickled {
    const value = stack.pop();
    return value === undefined ? fail('something is missing') : value;
  }
  const text = (length: number) => {
    const start = take(length);
    return utf8.decode(bytes.subarray(start, start + length));
  };
  function line(): string {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0 || end - at > 500) return fail('a name has no end');
    const name = text(end - at);
    at++;
    return name;
  }
  function fromMark(): Pickled[] {
    const mark = stack.findLastIndex((value) => value instanceof Mark);
    if (mark < 0) return fail('a list has no beginning');
    return stack.splice(mark).slice(1);
  }
  function top(): Pickled {
    const value = stack.at(-1);
    return value === undefined ? fail('something is missing') : value;
  }
  function extend(items: readonly Pickled[]): void {
    const list = top();
    if (!Array.isArray(list)) return void fail('a list is expected');
    for (const item of items) (list as Pickled[]).push(item); // made by `]` below
  }
  function set(items: readonly Pickled[]): void {
    const map = top();
    if (!(map instanceof Map) || items.length % 2 !== 0) return void fail('a dictionary is expected');
    for (let index = 0; index < items.length; index += 2)
      map.set(items[index] ?? null, items[index + 1] ?? null);
  }
  const remember = (key: number) => void memo.set(key, top());
  function recall(key: number): void {
    const value = memo.get(key);
    if (value === undefined) return void fail('it refers to nothing');
    push(value);
  }
  /** Little-endian, of any length; Deluge’s own numbers fit. */
  function long(length: number): number {
    const start = take(length);
    let value = 0n;
    for (let index = length - 1; index >= 0; index--)
      value = (value << 8n) | BigInt(bytes[start + index] ?? 0);
    return Number(BigInt.asIntN(length * 8, value));
  }

  const opcodes: Readonly<Record<number, () => void>> = {
    // PROTO
    0x80: () => {
      if (view.getUint8(take(1)) > 5) fail('it is of a newer kind');
    },
    0x28: () => push(new Mark()), // MARK
    0x29: () => push([]), // EMPTY_TUPLE
    0x5d: () => push([]), // EMPTY_LIST
    0x7d: () => push(new Map()), // EMPTY_DICT
    0x4e: () => push(null), // NONE
    0x88: () => push(true), // NEWTRUE
    0x89: () => push(false), // NEWFALSE
    0x4a: () => push(view.getInt32(take(4), true)), // BININT
    0x4b: () => push(view.getUint8(take(1))), // BININT1
    0x4d: () => push(view.getUint16(take(2), true)), // BININT2
    0x8a: () => push(long(view.getUint8(take(1)))), // LONG1
    0x47: () => push(view.getFloat64(take(8))), // BINFLOAT
    0x58: () => push(text(view.getUint32(take(4), true))), // BINUNICODE
    0x54: () => push(text(view.getUint32(take(4), true))), // BINSTRING, of Python 2
    0x55: () => push(text(view.getUint8(take(1)))), // SHORT_BINSTRING, of Python 2
    0x71: () => remember(view.getUint8(take(1))), // BINPUT
    0x72: () => remember(view.getUint32(take(4), true)), // LONG_BINPUT
    0x68: () => recall(view.getUint8(take(1))), // BINGET
    0x6a: () => recall(view.getUint32(take(4), true)), // LONG_BINGET
    0x61: () => extend([pop()]), // APPEND
    0x65: () => extend(fromMark()), // APPENDS
    0x73: () => set([pop(), pop()].reverse()), // SETITEM
    0x75: () => set(fromMark()), // SETITEMS
    0x74: () => push(fromMark()), // TUPLE
    0x85: () => push([pop()]), // TUPLE1
    0x86: () => push([pop(), pop()].reverse()), // TUPLE2
    0x87: () => push([pop(), pop(), pop()].reverse()), // TUPLE3
    // GLOBAL: not looked up, only compared.
    0x63: () => {
      const type = `${line()} ${line()}`;
      if (!types.includes(type)) fail(`it holds a ${type.slice(0, 100)}`);
      push(new Global(type));
    },
    // NEWOBJ
    0x81: () => {
      const given = pop();
      const type = pop();
      if (!(type instanceof Global) || !Array.isArray(given) || given.length > 0)
        fail('an object is of no type');
      else push(new PickledObject(type.type));
    },
    // BUILD
    0x62: () => {
      const fields = pop();
      const object = top();
      if (!(object instanceof PickledObject) || !(fields instanceof Map)) fail('an object has no fields');
      else object.fields = fields;
    },
  };

  for (let steps = 1; ; steps++) {
    if (steps % stepsAtOnce === 0) await new Promise(setImmediate);
    const opcode = view.getUint8(take(1));
    if (opcode === 0x2e) return stack.length === 1 ? top() : fail('it ends in the middle'); // STOP
    const step = opcodes[opcode];
    if (step === undefined) return fail(`it uses the opcode 0x${opcode.toString(16)}`);
    step();
  }
}
