import type { DeviceSockets, SocketWish } from './bound-sockets.ts';
import { SystemError, type LibC } from './libc.ts';
import { encodeSocketAddress } from './socket-address.ts';

/* Constants of macOS (sys/socket.h, netinet/in.h, netinet6/in6.h, fcntl.h). Written from the headers; not run yet. */
const [inet, inet6] = [2, 30];
const [stream, datagram] = [1, 2];
const socketLevel = 0xffff;
const [optionReuseAddress, optionReusePort] = [0x0004, 0x0200];
const [ipLevel, optionBoundInterface] = [0, 25];
const [ipv6Level, optionV6Only, optionBoundInterface6] = [41, 27, 125];
const [setDescriptorFlags, closeOnExec, setStatusFlags, nonBlocking] = [2, 1, 4, 0x0004];
const [errnoNoDevice] = [19];

/** IP_BOUND_IF and IPV6_BOUND_IF, by the interface's number (ip(4), ip6(4)); no privilege needed. */
export function makeDarwinSockets(libc: LibC): DeviceSockets {
  function check(call: string, result: number): void {
    if (result < 0) throw new SystemError(call, libc.errno());
  }

  function number(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  }

  function prepare(
    fd: number,
    { type, family, device, address, port = 0, isShared = false }: SocketWish,
  ): void {
    // There is no SOCK_NONBLOCK or SOCK_CLOEXEC here.
    check('fcntl', libc.fcntl(fd, setDescriptorFlags, closeOnExec));
    check('fcntl', libc.fcntl(fd, setStatusFlags, nonBlocking));
    const index = libc.if_nametoindex(device);
    if (index === 0) throw new SystemError('if_nametoindex', errnoNoDevice);
    if (family === 6) {
      check(
        'setsockopt(IPV6_BOUND_IF)',
        libc.setsockopt(fd, ipv6Level, optionBoundInterface6, number(index)),
      );
      check('setsockopt(IPV6_V6ONLY)', libc.setsockopt(fd, ipv6Level, optionV6Only, number(1)));
    } else {
      check('setsockopt(IP_BOUND_IF)', libc.setsockopt(fd, ipLevel, optionBoundInterface, number(index)));
    }
    if (isShared) {
      // Several programs on one UDP port need the other option on a BSD.
      const option = type === 'udp' ? optionReusePort : optionReuseAddress;
      check('setsockopt(SO_REUSE…)', libc.setsockopt(fd, socketLevel, option, number(1)));
    }
    if (address === undefined) return;
    check('bind', libc.bind(fd, encodeSocketAddress(address, port, { inet6, hasLengthByte: true })));
  }

  return {
    kind: 'device',
    open(wish) {
      const fd = libc.socket(wish.family === 6 ? inet6 : inet, wish.type === 'tcp' ? stream : datagram, 0);
      check('socket', fd);
      try {
        prepare(fd, wish);
        return fd;
      } catch (error) {
        libc.close(fd);
        throw error;
      }
    },
    isTiedTo(fd, device) {
      const value = Buffer.alloc(4);
      const isV4 = libc.getsockopt(fd, ipLevel, optionBoundInterface, value) > 0;
      if (!isV4 && libc.getsockopt(fd, ipv6Level, optionBoundInterface6, value) < 0) return undefined;
      return value.readUInt32LE() !== 0 && value.readUInt32LE() === libc.if_nametoindex(device);
    },
    indexOf: (name) => libc.if_nametoindex(name),
  };
}
