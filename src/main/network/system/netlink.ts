import net from 'node:net';
import type { LibC } from './libc.ts';

/* Constants of Linux (linux/netlink.h, linux/rtnetlink.h). */
const netlinkFamily = 16;
const [raw, closeOnExec, nonBlocking] = [3, 0o2000000, 0o4000];
const routeProtocol = 0;
/** Links, addresses and routes of both families, one bit each. */
const groups = 0x1 | 0x10 | 0x40 | 0x100 | 0x400;

interface PipeWrap {
  readonly Pipe: new (type: number) => { open(fd: number): number };
  readonly constants: { readonly SOCKET: number };
}

/** After messages were lost the socket is made anew; not in a hurry, or a flood of changes would keep us busy, ms. */
const againMs = 50;

/**
 * Calls `onChange` a few milliseconds after anything about links, addresses or routes changed (rtnetlink(7), no
 * privilege needed). What changed is not read from the messages: whoever is called looks for itself. More changes at
 * once than the kernel keeps (ENOBUFS) end the socket as Node reads it; there is a new one then, and one more call.
 * @throws when this system or this Node cannot do that: the caller polls instead
 */
export function watchNetlink(libc: LibC, onChange: () => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let socket = open();

  function open(): net.Socket {
    const opened = openNetlink(libc);
    opened.on('data', onChange);
    opened.on('error', () => undefined); // closes it
    opened.once('close', () => {
      timer = setTimeout(reopen, againMs).unref();
    });
    return opened;
  }

  function reopen(): void {
    try {
      socket = open();
    } catch {
      timer = setTimeout(reopen, 20 * againMs).unref(); // no descriptor free at this moment
    }
    onChange();
  }

  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      socket.removeAllListeners('close');
      socket.destroy();
    },
  };
}

/** Node reads only kinds of sockets that it knows; as a pipe it reads this one too, without a thread that would block. */
function openNetlink(libc: LibC): net.Socket {
  const fd = libc.socket(netlinkFamily, raw | closeOnExec | nonBlocking, routeProtocol);
  if (fd < 0) throw new Error('No netlink');
  const address = Buffer.alloc(12);
  address.writeUInt16LE(netlinkFamily, 0);
  address.writeUInt32LE(groups, 8);
  if (libc.bind(fd, address) < 0) {
    libc.close(fd);
    throw new Error('No netlink');
  }
  try {
    // Internal, and the reason why polling is always there as the other way.
    const binding = (process as unknown as { binding(name: string): unknown }).binding(
      'pipe_wrap',
    ) as PipeWrap;
    const handle = new binding.Pipe(binding.constants.SOCKET);
    if (handle.open(fd) !== 0) throw new Error('No pipe over netlink');
    const socket = new net.Socket({
      handle,
      readable: true,
      writable: false,
    } as unknown as net.SocketConstructorOpts);
    return socket.unref();
  } catch (error) {
    libc.close(fd);
    throw error;
  }
}
