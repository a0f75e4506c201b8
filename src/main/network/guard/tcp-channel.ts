import net from 'node:net';
import type { Channel, ChannelListener } from '../../ports/channel.ts';
import type { AcceptedConnection } from '../../ports/engine-door.ts';
import { connectTcp } from './tcp.ts';
import { theDoor } from './door.ts';
import { letThrough } from './tripwire.ts';

/*
 * TCP connections to peers as channels. What comes in lands in one buffer for all of them (`onread`), which is three
 * times as fast as a new buffer for each read: it is read within the callback and then free for the next.
 */

/** As large as a read of the system gets on a fast link, bytes. */
const sharedBytes = 256 * 1024;
/** Where reads are posted in advance (Windows), each connection needs its own. */
const ownBytes = 64 * 1024;
/** Handshakes and the like: a peer that was sent no more than this is taken leave of as usual. */
const politeBytes = 64 * 1024;
const isShared = process.platform !== 'win32';
const shared = Buffer.allocUnsafeSlow(sharedBytes);

interface Reading {
  readonly onread: net.OnReadOpts;
  listener: ChannelListener | undefined;
}

function makeReading(): Reading {
  const reading: Reading = {
    listener: undefined,
    onread: {
      buffer: isShared ? shared : Buffer.allocUnsafeSlow(ownBytes),
      callback(length, bytes) {
        reading.listener?.onBytes(bytes.subarray(0, length));
        return true;
      },
    },
  };
  return reading;
}

/**
 * Connects to an IP literal through the door. @returns the way to give up; `done` is not called then
 */
export function dialTcp(address: string, port: number, done: (result: Channel | Error) => void): () => void {
  const reading = makeReading();
  const socket = connectTcp({ host: address, port }, undefined, reading.onread);
  const onError = (error: Error) => {
    socket.removeListener('connect', onConnect);
    socket.on('error', () => undefined);
    socket.destroy();
    done(error);
  };
  const onConnect = () => {
    socket.removeListener('error', onError);
    done(channelOver(socket, reading, { address, port }));
  };
  socket.once('error', onError);
  socket.once('connect', onConnect);
  return () => {
    socket.removeListener('connect', onConnect);
    socket.removeListener('error', onError);
    socket.on('error', () => undefined);
    socket.destroy();
  };
}

/** A connection that the guard's listener has accepted and not begun to read. Undefined: it is gone already. */
export function channelOfAccepted(accepted: AcceptedConnection): Channel | undefined {
  const { remoteAddress, remotePort } = accepted;
  // Node has no public way to hand an accepted connection to another Socket: its handle is what both need.
  const holder = accepted as unknown as { _handle: object | null };
  const handle = holder._handle;
  if (handle === null || remoteAddress === undefined || remotePort === undefined) {
    accepted.destroy();
    return undefined;
  }
  const reading = makeReading();
  holder._handle = null;
  accepted.destroy();
  const options = { handle, onread: reading.onread, manualStart: true };
  const socket = theDoor().register(letThrough(new net.Socket(options as net.SocketConstructorOpts)));
  const address = remoteAddress.replace(/^::ffff:(?=\d+\.)/u, '');
  return channelOver(socket, reading, { address, port: remotePort });
}

function channelOver(
  socket: net.Socket,
  reading: Reading,
  remote: { readonly address: string; readonly port: number },
): Channel {
  let failure: Error | undefined;
  socket.setNoDelay(true);
  socket.on('error', (error) => (failure = error));
  socket.once('end', () => socket.destroy());

  return {
    kind: 'tcp',
    remote,
    start(listener) {
      reading.listener = listener;
      socket.once('close', () => {
        reading.listener = undefined;
        listener.onEnd(failure);
      });
      if (socket.destroyed) return;
      // Through a proxy the bytes are another socket's: they come as they come to everybody.
      if (theDoor().proxy !== null) socket.on('data', (bytes: Buffer) => reading.listener?.onBytes(bytes));
      socket.resume();
    },
    write(bytes, onSent) {
      socket.write(bytes, onSent);
    },
    get queuedBytes() {
      return socket.writableLength;
    },
    pauseReading: () => void socket.pause(),
    resumeReading: () => void socket.resume(),
    destroy() {
      reading.listener = undefined;
      // A reset where the system may hold much for this peer: it is not sent any more then.
      if (socket.bytesWritten > politeBytes && !socket.destroyed) socket.resetAndDestroy();
      else socket.destroy();
    },
  };
}
