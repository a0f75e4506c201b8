import { randomBytes } from 'node:crypto';
import type dgram from 'node:dgram';
import { EventEmitter } from 'node:events';
import { isIP } from 'node:net';
import type { Channel } from '../../ports/channel.ts';
import type { PeerUdp } from '../../ports/engine-door.ts';
import { looksLikeUtp, makeEndpoint } from '../utp/index.ts';
import { during, noteLeaving } from '../exposure/purpose.ts';
import { asError } from './as-error.ts';
import { deny } from './denials.ts';
import { theDoor } from './door.ts';
import { resolveName } from './resolver.ts';
import { makeUdpByName } from './udp-by-name.ts';
import { openUdp } from './udp.ts';

/** Whoever knows for which torrent says so besides: the one who dials, and the torrent that greets. */
const asStranger = { kind: 'peer', torrent: null, learns: [] } as const;

/** One timer for all connections, ms. */
const tickMs = 100;
/** Asked for; the system gives less where it is told to. */
const systemBufferBytes = 2 * 1024 * 1024;
/** Of the DHT, before the socket has its port. */
const maxWaiting = 100;

const sendingByName = makeUdpByName({ resolve: resolveName });

/**
 * The UDP socket that peers know: uTP and the DHT on one port, the one that TCP has. IPv4 only, as the DHT's has always been.
 * Opened through the guard like every other; when the door shuts, all connections end with it.
 */
export function openPeerUdp(onChannel: (channel: Channel) => void): PeerUdp {
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

  function close(error: Error): void {
    if (isClosed) return;
    isClosed = true;
    endpoint.abort(error);
    clearInterval(timer);
    socket.close();
  }

  const dht = dhtSide(socket);
  socket.on('message', (bytes, from) => {
    if (isClosed) return;
    if (looksLikeUtp(bytes)) endpoint.receive(bytes, { address: from.address, port: from.port });
    else dht.emit('message', bytes, from);
  });
  // One packet that could not be sent; what it was for has its own time limits.
  socket.on('error', () => undefined);
  theDoor().onClose((_, message) => close(new Error(message)));

  return {
    dhtSocket: dht,
    listen(port) {
      return new Promise((resolve, reject) => {
        socket.once('error', reject);
        socket.bind(port, () => {
          socket.removeListener('error', reject);
          enlargeBuffers(socket);
          dht.emit('listening');
          resolve();
        });
      });
    },
    dial(address, port, done) {
      if (theDoor().isClosed || isIP(address) !== 4) {
        const error = deny(theDoor().isClosed ? 'door-closed' : 'ipv6');
        queueMicrotask(() => done(error));
        return () => undefined;
      }
      noteLeaving(address, port, { transport: 'utp', learns: [] });
      return endpoint.dial({ address, port }, done);
    },
    close: () => close(new Error('Warren stops.')),
  };
}

/** What the DHT takes for a socket of its own: it binds and closes nothing, and hears no uTP. */
function dhtSide(shared: dgram.Socket): EventEmitter {
  const side = new EventEmitter();
  let waiting: unknown[][] | undefined = [];
  let isClosed = false;
  const sendByName = sendingByName(shared, 4).send.bind(shared) as (...given: unknown[]) => void;
  side.once('listening', () => {
    const packets = waiting ?? [];
    waiting = undefined;
    for (const packet of packets) sendNow(packet);
  });

  function sendNow(given: unknown[]): void {
    if (isClosed) return;
    try {
      sendByName(...given);
    } catch (error) {
      // The door has shut.
      const onSent = given.findLast((argument) => typeof argument === 'function') as (error: Error) => void;
      onSent(asError(error));
    }
  }

  return Object.assign(side, {
    bind: () => side,
    address: () => shared.address(),
    send(...given: unknown[]) {
      if (waiting === undefined) sendNow(given);
      else if (waiting.length < maxWaiting) waiting.push(given);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      process.nextTick(() => side.emit('close'));
    },
  });
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
