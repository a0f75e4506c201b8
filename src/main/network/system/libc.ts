import { createRequire } from 'node:module';
import os from 'node:os';

/** The calls of the C library that Node does not offer. Plain numbers and buffers in and out. */
export interface LibC {
  socket(family: number, type: number, protocol: number): number;
  setsockopt(fd: number, level: number, option: number, value: Buffer): number;
  /** Fills the buffer; @returns how many bytes of it, or -1 */
  getsockopt(fd: number, level: number, option: number, into: Buffer): number;
  bind(fd: number, address: Buffer): number;
  /** To and from a socket of the kernel; @returns bytes, or -1 */
  send(fd: number, bytes: Buffer): number;
  recv(fd: number, into: Buffer): number;
  fcntl(fd: number, command: number, value: number): number;
  close(fd: number): number;
  if_nametoindex(name: string): number;
  errno(): number;
}

/** A call of the operating system failed; `code` is its name for why: `ENODEV`, `EPERM` … */
export class SystemError extends Error {
  override readonly name = 'SystemError';
  readonly code: string;

  constructor(call: string, errno: number) {
    const code =
      Object.entries(os.constants.errno).find(([, value]) => value === errno)?.[0] ?? String(errno);
    super(`${call} ${code}`);
    this.code = code;
  }
}

interface Koffi {
  load(path: null): { func(signature: string): (...given: unknown[]) => number };
  errno(): number;
}

/**
 * Loads the bridge to the C library. The only place that does, so that this process has no other way to call it.
 * @throws when the native part is not there for this system: whoever wants a binding must then do without sockets
 */
export function loadLibC(): LibC {
  const koffi = createRequire(import.meta.url)('koffi') as Koffi; // its documented shape
  const library = koffi.load(null);
  const socket = library.func('int socket(int, int, int)');
  const setsockopt = library.func('int setsockopt(int, int, int, const void *, uint32_t)');
  const getsockopt = library.func('int getsockopt(int, int, int, _Out_ void *, _Inout_ void *)');
  const bind = library.func('int bind(int, const void *, uint32_t)');
  const send = library.func('long send(int, const void *, size_t, int)');
  const recv = library.func('long recv(int, _Out_ void *, size_t, int)');
  // Its last parameter is a variable one, which ARM Macs pass in another way than a declared one.
  const fcntl = library.func('int fcntl(int, int, ...)');
  const close = library.func('int close(int)');
  const nameToIndex = library.func('unsigned int if_nametoindex(const char *)');
  return {
    socket: (family, type, protocol) => socket(family, type, protocol),
    setsockopt: (fd, level, option, value) => setsockopt(fd, level, option, value, value.length),
    getsockopt(fd, level, option, into) {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(into.length);
      return getsockopt(fd, level, option, into, length) === 0 ? length.readUInt32LE() : -1;
    },
    bind: (fd, address) => bind(fd, address, address.length),
    send: (fd, bytes) => send(fd, bytes, bytes.length, 0),
    recv: (fd, into) => recv(fd, into, into.length, 0),
    fcntl: (fd, command, value) => fcntl(fd, command, 'int', value),
    close: (fd) => close(fd),
    if_nametoindex: (name) => nameToIndex(name),
    errno: () => koffi.errno(),
  };
}
