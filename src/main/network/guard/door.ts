import type dgram from 'node:dgram';
import net from 'node:net';
import type { CloseReason, EngineBinding, InterfaceBinding } from '#shared/contract/engine-door.ts';
import type { Proxy } from '#shared/contract/proxy.ts';
import type { BoundSockets } from '../system/bound-sockets.ts';

/**
 * The one door of an engine process. Every socket that it opens is registered here, so that closing the door ends all
 * of them at once; once closed it stays closed.
 */
export interface Door {
  readonly binding: EngineBinding;
  /** Where set, nothing leaves but through it: TCP, and names as names. */
  readonly proxy: Proxy | null;
  /** Of every HTTP request, whatever the package that makes it would say. */
  readonly userAgent: string;
  readonly isClosed: boolean;
  /** Where a binding needs the kernel's help. */
  readonly sockets: BoundSockets | undefined;
  /** Of all sockets, also those that are gone. */
  readonly receivedBytes: number;
  register<T extends Closable>(socket: T): T;
  /** Ends every socket and denies every new one. */
  close(reason: CloseReason, message: string): void;
  onClose(listener: (reason: CloseReason, message: string) => void): void;
}

type Closable = net.Socket | net.Server | dgram.Socket;

let installed: Door | undefined;

type DoorParts = Pick<Door, 'binding' | 'proxy' | 'userAgent' | 'sockets'>;

/** Called once, before anything that could open a socket is loaded. @throws where a binding is wanted without the means */
export function installDoor(parts: DoorParts): Door {
  const { binding, sockets } = parts;
  if (installed !== undefined) throw new Error('This process has its door already.');
  if (binding.kind === 'interface' && sockets === undefined)
    throw new Error('A binding without the means to bind');
  installed = makeDoor(parts);
  return installed;
}

/** @throws when there is none: then nothing may be opened */
export function theDoor(): Door {
  if (installed === undefined) throw new Error('This process has no door: it may not open sockets.');
  return installed;
}

/** The binding and the means, where this process is bound to an interface. */
export function boundTo(
  door: Door,
): { readonly to: InterfaceBinding; readonly sockets: BoundSockets } | undefined {
  return door.binding.kind === 'interface' && door.sockets !== undefined
    ? { to: door.binding, sockets: door.sockets }
    : undefined;
}

function makeDoor({ binding, proxy, userAgent, sockets }: DoorParts): Door {
  const open = new Set<Closable>();
  const listeners = new Set<(reason: CloseReason, message: string) => void>();
  let isClosed = binding.kind === 'none';
  let receivedBefore = 0;

  function forget(socket: Closable): void {
    if (open.delete(socket) && socket instanceof net.Socket) receivedBefore += socket.bytesRead;
  }

  return {
    binding,
    proxy,
    userAgent,
    sockets,
    get isClosed() {
      return isClosed;
    },
    get receivedBytes() {
      let sum = receivedBefore;
      for (const socket of open) if (socket instanceof net.Socket) sum += socket.bytesRead;
      return sum;
    },
    register(socket) {
      open.add(socket);
      socket.once('close', () => forget(socket));
      if (isDatagram(socket)) socket.on('message', (data: Buffer) => (receivedBefore += data.length));
      return socket;
    },
    close(reason, message) {
      if (isClosed) return;
      isClosed = true;
      for (const socket of [...open]) {
        forget(socket);
        end(socket);
      }
      for (const listener of listeners) listener(reason, message);
    },
    onClose: (listener) => void listeners.add(listener),
  };
}

function isDatagram(socket: Closable): socket is dgram.Socket {
  return !(socket instanceof net.Socket) && !(socket instanceof net.Server);
}

function end(socket: Closable): void {
  if (socket instanceof net.Socket) {
    socket.on('error', () => undefined);
    // A reset instead of a farewell: nothing is sent later, in the name of a socket that is gone.
    if (socket.connecting || socket.destroyed) socket.destroy();
    else socket.resetAndDestroy();
    return;
  }
  try {
    socket.close();
  } catch {
    // Not listening yet or closed already: nothing of it is left either way.
  }
  // Its owner will close it too, and a second time is an error.
  Object.defineProperty(socket, 'close', { value: closedAlready });
}

function closedAlready(this: Closable, onClosed?: () => void): Closable {
  process.nextTick(() => {
    onClosed?.();
    this.emit('close');
  });
  return this;
}
