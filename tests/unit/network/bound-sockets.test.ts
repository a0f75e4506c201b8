import { expect, test } from 'vitest';
import { makeDarwinSockets } from '../../../src/main/network/system/darwin-sockets.ts';
import type { LibC } from '../../../src/main/network/system/libc.ts';
import { makeLinuxSockets } from '../../../src/main/network/system/linux-sockets.ts';

const enodev = 19;

/** The C library, played: remembers what was asked of the system, with buffers as hex. */
function recordLibC({ fails }: { readonly fails?: string } = {}) {
  const calls: string[] = [];
  const record =
    (name: string, answer: number) =>
    (...given: readonly unknown[]) => {
      const text = given.map((one) => (Buffer.isBuffer(one) ? one.toString('hex') : String(one)));
      calls.push(`${name} ${text.join(' ')}`);
      return calls.at(-1) === fails ? -1 : answer;
    };
  const libc: LibC = {
    socket: record('socket', 7),
    setsockopt: record('setsockopt', 0),
    getsockopt: () => -1,
    bind: record('bind', 0),
    send: () => -1,
    recv: () => -1,
    fcntl: record('fcntl', 0),
    close: record('close', 0),
    if_nametoindex: (name) => (name === 'utun4' ? 15 : 0),
    errno: () => enodev,
  };
  return { libc, calls };
}

test('macOS ties an IPv4 connection by the number of the interface before it gets its address', () => {
  const { libc, calls } = recordLibC();
  const fd = makeDarwinSockets(libc).open({
    type: 'tcp',
    family: 4,
    device: 'utun4',
    address: '10.66.0.2',
  });
  expect(fd).toBe(7);
  expect(calls).toEqual([
    'socket 2 1 0', // AF_INET, SOCK_STREAM
    'fcntl 7 2 1', // F_SETFD, FD_CLOEXEC
    'fcntl 7 4 4', // F_SETFL, O_NONBLOCK
    'setsockopt 7 0 25 0f000000', // IPPROTO_IP, IP_BOUND_IF
    'bind 7 100200000a4200020000000000000000', // length, AF_INET, port, address
  ]);
});

test('macOS ties an IPv6 socket on a shared port, and to IPv6 alone', () => {
  const { libc, calls } = recordLibC();
  makeDarwinSockets(libc).open({
    type: 'udp',
    family: 6,
    device: 'utun4',
    address: 'fd66::2',
    port: 6771,
    isShared: true,
  });
  expect(calls.slice(3)).toEqual([
    'setsockopt 7 41 125 0f000000', // IPPROTO_IPV6, IPV6_BOUND_IF
    'setsockopt 7 41 27 01000000', // IPV6_V6ONLY
    'setsockopt 7 65535 512 01000000', // SOL_SOCKET, SO_REUSEPORT
    'bind 7 1c1e1a7300000000fd66000000000000000000000000000200000000',
  ]);
});

test('macOS opens nothing on an interface that is not there', () => {
  const { libc, calls } = recordLibC();
  expect(() => makeDarwinSockets(libc).open({ type: 'tcp', family: 4, device: 'utun9' })).toThrow(
    expect.objectContaining({ code: 'ENODEV' }),
  );
  expect(calls.at(-1)).toBe('close 7');
});

test.each(['setsockopt 7 0 25 0f000000', 'fcntl 7 2 1', 'bind 7 100200000a4200020000000000000000'])(
  'macOS leaves no socket open when "%s" fails',
  (fails) => {
    const { libc, calls } = recordLibC({ fails });
    const open = () =>
      makeDarwinSockets(libc).open({ type: 'tcp', family: 4, device: 'utun4', address: '10.66.0.2' });
    expect(open).toThrow(expect.objectContaining({ code: 'ENODEV' }));
    expect(calls.slice(-2)).toEqual([fails, 'close 7']);
  },
);

test('macOS tells of a socket that is tied elsewhere, and of what is no internet socket', () => {
  const { libc } = recordLibC();
  const options = new Map([
    ['5 0 25', 15],
    ['6 41 125', 3],
    ['8 0 25', 0],
  ]);
  libc.getsockopt = (fd, level, option, into) => {
    const value = options.get(`${fd} ${level} ${option}`);
    if (value === undefined) return -1;
    into.writeUInt32LE(value);
    return 4;
  };
  const { isTiedTo } = makeDarwinSockets(libc);
  expect([5, 6, 8, 9].map((fd) => isTiedTo(fd, 'utun4'))).toEqual([true, false, false, undefined]);
  expect(isTiedTo(8, 'utun9')).toBe(false);
});

test('Linux ties a socket by the name of the interface before it gets its address', () => {
  const { libc, calls } = recordLibC();
  makeLinuxSockets(libc).open({ type: 'udp', family: 6, device: 'wg0', address: 'fd66::2', port: 6881 });
  expect(calls).toEqual([
    `socket 10 ${2 | 0o2004000} 0`, // AF_INET6, SOCK_DGRAM with close on exec, non-blocking
    'setsockopt 7 1 25 77673000', // SOL_SOCKET, SO_BINDTODEVICE
    'setsockopt 7 41 26 01000000', // IPPROTO_IPV6, IPV6_V6ONLY
    'bind 7 0a001ae100000000fd66000000000000000000000000000200000000',
  ]);
});

test('Linux takes no name that is too long for the kernel, which would cut it', () => {
  const { libc, calls } = recordLibC();
  expect(() => makeLinuxSockets(libc).open({ type: 'tcp', family: 4, device: 'sixteen-letters-' })).toThrow(
    expect.objectContaining({ code: 'ENODEV' }),
  );
  expect(calls.at(-1)).toBe('close 7');
});
