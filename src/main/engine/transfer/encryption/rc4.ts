/* RC4 in WebAssembly: rc4.wat, assembled. Some 600 MB a second for each core, and none of it the engine's own code. */

/** One direction of an encrypted link. */
export interface Rc4 {
  /** Encrypts or decrypts in place; the next bytes of the stream each time. */
  apply(bytes: Uint8Array): void;
  /** Its memory is another's from then on. */
  release(): void;
}

/** As far as it is used here; the types of Node leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Machine {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  schedule(state: number, key: number, keyLength: number): void;
  apply(state: number, data: number, length: number): void;
}

const assembled = [
  'AGFzbQEAAAABBwFgA39/fwADAwIAAAUDAQACBx0DBm1lbW9yeQIACHNjaGVkdWxlAAAFYXBwbHkAAQqWAgJ5AQN/A0AgACADaiAD',
  'OgAAIANBAWohAyADQYACSQ0AC0EAIQMDQCAAIANqLQAAIQVB/wEgBCAFIAEgAyACcGotAABqanEhBCAAIANqIAAgBGotAAA6AAAg',
  'ACAEaiAFOgAAIANBAWohAyADQYACSQ0ACyAAQQA7AYACC5kBAQV/IAAtAIACIQMgAC0AgQIhBCABIAJqIQcCQANAIAEgB08NAUH/',
  'ASADQQFqcSEDIAAgA2otAAAhBUH/ASAEIAVqcSEEIAAgBGotAAAhBiAAIANqIAY6AAAgACAEaiAFOgAAIAEgAS0AACAAQf8BIAUg',
  'Bmpxai0AAHM6AAAgAUEBaiEBDAALCyAAIAM6AIACIAAgBDoAgQIL',
].join('');

const pageBytes = 65_536;
/** Through here the bytes go, so many at a time. */
const dataAt = 0;
/** Behind the data: a permutation of 256 bytes and two indices for each stream. */
const firstStateAt = pageBytes;
const stateBytes = 260;

let machine: Machine | undefined;
const freeStates: number[] = [];
let nextStateAt = firstStateAt;

function theMachine(): Machine {
  if (machine === undefined) {
    const module = new WebAssembly.Module(Buffer.from(assembled, 'base64'));
    // What rc4.wat exports.
    machine = new WebAssembly.Instance(module).exports as Machine;
  }
  return machine;
}

function takeState({ memory }: Machine): number {
  const free = freeStates.pop();
  if (free !== undefined) return free;
  const state = nextStateAt;
  nextStateAt += stateBytes;
  if (nextStateAt > memory.buffer.byteLength) memory.grow(1);
  return state;
}

/** @param key at most 256 bytes */
export function makeRc4(key: Uint8Array): Rc4 {
  const { memory, schedule, apply } = theMachine();
  const state = takeState({ memory, schedule, apply });
  let isReleased = false;
  new Uint8Array(memory.buffer, dataAt, key.length).set(key);
  schedule(state, dataAt, key.length);

  return {
    apply(bytes) {
      if (isReleased) throw new Error('A cipher was used after it had been given back.');
      for (let at = 0; at < bytes.length; at += pageBytes) {
        const part = bytes.subarray(at, at + pageBytes);
        const data = new Uint8Array(memory.buffer, dataAt, part.length);
        data.set(part);
        apply(state, dataAt, part.length);
        part.set(data);
      }
    },
    release() {
      if (isReleased) return;
      isReleased = true;
      freeStates.push(state);
    },
  };
}
