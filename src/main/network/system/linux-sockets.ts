import type { DeviceSockets, SocketWish } from './bound-sockets.ts';
import { SystemError, type LibC } from './libc.ts';
import { encodeSocketAddress } from './socket-address.ts';

/* Constants of Linux (asm-generic/socket.h, linux/in6.h), the same on all architectures that Warren runs on. */
const [inet, inet6] = [2, 10];
const [stream, datagram] = [1, 2];
const [closeOnExec, nonBlocking] = [0o2000000, 0o4000];
const socketLevel = 1;
const [optionReuseAddress, optionBindToDevice, optionDomain] = [2, 25, 39];
const ipv6Level = 41;
const optionV6Only = 26;

/** IFNAMSIZ: a name is at most 15 bytes and a zero. */
const maxDeviceBytes = 16;
const yes = Buffer.from([1, 0, 0, 0]);

/**
 * SO_BINDTODEVICE, before bind and connect. Needs no privilege since Linux 5.7, and without one a socket cannot be tied
 * to anything else afterwards. It ties sending and receiving, listeners and what they accept (socket(7)).
 */
export function makeLinuxSockets(libc: LibC): DeviceSockets {
  function check(call: string, result: number): void {
    if (result < 0) throw new SystemError(call, libc.errno());
  }

  function prepare(fd: number, { family, device, address, port = 0, isShared = false }: SocketWish): void {
    const name = Buffer.from(`${device}\0`);
    if (name.length > maxDeviceBytes) throw new SystemError('setsockopt(SO_BINDTODEVICE)', 19); // ENODEV, as the kernel would
    check('setsockopt(SO_BINDTODEVICE)', libc.setsockopt(fd, socketLevel, optionBindToDevice, name));
    if (family === 6) check('setsockopt(IPV6_V6ONLY)', libc.setsockopt(fd, ipv6Level, optionV6Only, yes));
    if (isShared)
      check('setsockopt(SO_REUSEADDR)', libc.setsockopt(fd, socketLevel, optionReuseAddress, yes));
    if (address === undefined) return;
    check('bind', libc.bind(fd, encodeSocketAddress(address, port, { inet6, hasLengthByte: false })));
  }

  return {
    kind: 'device',
    open(wish) {
      const type = (wish.type === 'tcp' ? stream : datagram) | closeOnExec | nonBlocking;
      const fd = libc.socket(wish.family === 6 ? inet6 : inet, type, 0);
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
      const domain = Buffer.alloc(4);
      if (libc.getsockopt(fd, socketLevel, optionDomain, domain) < 0) return undefined;
      const family = domain.readInt32LE();
      if (family !== inet && family !== inet6) return undefined;
      const name = Buffer.alloc(maxDeviceBytes);
      const length = libc.getsockopt(fd, socketLevel, optionBindToDevice, name);
      return length >= 0 && name.toString('latin1', 0, length).replace(/\0.*$/u, '') === device;
    },
    indexOf: (name) => libc.if_nametoindex(name),
  };
}
