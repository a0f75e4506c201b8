import { randomBytes } from 'node:crypto';
import type dgram from 'node:dgram';
import { isIP } from 'node:net';
import type { Channel } from '../../ports/channel.ts';
import { looksLikeUtp, makeEndpoint, type Endpoint } from '../utp/index.ts';
import { during } from '../exposure/purpose.ts';
import { deny } from './denials.ts';
import { openUdp } from './udp.ts';

/** Whoever knows for which torrent says so besides: the one who dials, and the torrent that greets. */
const asStranger = { kind: 'peer', torrent: null, learns: [] } as const;

/** One timer for all connections, ms. */
const tickMs = 100;
/** Asked for; the system gives less where it is told to. */
const systemBufferBytes = 2 * 1024 * 1024;

/** A UDP socket, opened through the guard, that speaks uTP. */
export interface UtpSocket {
  readonly socket: dgram.Socket;
  readonly dial: Endpoint['dial'];
  /** @throws Error with the system's code where the port is taken */
  listen(port: number): Promise<void>;
  /** Ends all connections. */
  close(error: Error): void;
}

interface UtpSocketParts {
  /** Peers that dial us. */
  readonly onChannel: (channel: Channel) => void;
  /** What is not uTP. */
  readonly onOther: (bytes: Buffer, from: dgram.RemoteInfo) => void;
}

/** IPv4 only, as the DHT's has always been. */
export function openUtpSocket({ onChannel, onOther }: UtpSocketParts): UtpSocket {
  const socket = openUdp({ type: 'udp4', lookup: literalsOnly });
  const send = socket.send.bind(socket);
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const endpoint = makeEndpoint({
    nowMs: () => performance.now(),
    nowUs: () => Math.floor(performance.now() * 1_000),
    random16: () => randomBytes(2).readUInt16BE(0),
    send(bytes, { address, port }) {
      if (!isClosed) during(asStranger, () => send(bytes, port, address, ignore));
    },
    isSystemBehind: () => isClosed || socket.getSendQueueCount() > 0,
    onDirty() {
      setImmediate(() => endpoint.flush());
      timer ??= setInterval(tick, tickMs);
    },
    onChannel,
  });

  function tick(): void {
    endpoint.tick();
    if (endpoint.connections > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  socket.on('message', (bytes, from) => {
    if (isClosed) return;
    if (looksLikeUtp(bytes)) endpoint.receive(bytes, { address: from.address, port: from.port });
    else onOther(bytes, from);
  });
  // One packet that could not be sent; what it was for has its own time limits.
  socket.on('error', () => undefined);

  return {
    socket,
    dial: endpoint.dial,
    listen(port) {
      return new Promise((resolve, reject) => {
        socket.once('error', reject);
        socket.bind(port, () => {
          socket.removeListener('error', reject);
          enlargeBuffers(socket);
          resolve();
        });
      });
    },
    close(error) {
      if (isClosed) return;
      isClosed = true;
      endpoint.abort(error);
      clearInterval(timer);
      socket.close();
    },
  };
}

/** A burst of a fast link fits in neither of the sizes that systems begin with. */
function enlargeBuffers(socket: dgram.Socket): void {
  try {
    socket.setRecvBufferSize(systemBufferBytes);
    socket.setSendBufferSize(systemBufferBytes);
  } catch {
    // They stay as they are.
  }
}

/** Addresses at once, which Node would look up first; names never come here. */
function literalsOnly(
  name: string,
  _options: unknown,
  callback: (error: Error | null, address: string, family: number) => void,
): void {
  const family = isIP(name);
  if (family === 0) callback(deny('name'), '', 4);
  else callback(null, name, family);
}

function ignore(): void {
  // A packet that was not sent is one that was lost.
}
