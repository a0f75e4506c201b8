import type dgram from 'node:dgram';
import { EventEmitter } from 'node:events';
import { isIP } from 'node:net';
import type { Channel } from '../../ports/channel.ts';
import type { PeerUdp } from '../../ports/engine-door.ts';
import { noteLeaving } from '../exposure/purpose.ts';
import { asError } from './as-error.ts';
import { deny } from './denials.ts';
import { theDoor } from './door.ts';
import { resolveName } from './resolver.ts';
import { makeUdpByName } from './udp-by-name.ts';
import { openUtpSocket, type UtpSocket } from './utp-socket.ts';

/** Of the DHT, before the socket has its port. */
const maxWaiting = 100;

const sendingByName = makeUdpByName({ resolve: resolveName });

/** What the guard itself can ask of it besides. */
export interface OpenPeerUdp extends PeerUdp {
  /**
   * Peers also dial us on this port, and are answered from it; null: no longer. What others have dialled there ends.
   * @throws Error with the system's code where the port is taken
   */
  listenAlso(port: number | null): Promise<void>;
}

/**
 * The UDP socket that peers know: uTP and the DHT on one port, the one that TCP has. Opened through the guard like every
 * other; when the door shuts, all connections end with it.
 */
export function openPeerUdp(onChannel: (channel: Channel) => void): OpenPeerUdp {
  const main = openUtpSocket({ onChannel, onOther: (bytes, from) => void dht.emit('message', bytes, from) });
  const dht = dhtSide(main.socket);
  let second: { readonly port: number; readonly line: UtpSocket } | undefined;
  let isClosed = false;

  function close(error: Error): void {
    isClosed = true;
    main.close(error);
    second?.line.close(error);
  }

  theDoor().onClose((_, message) => close(new Error(message)));

  return {
    dhtSocket: dht,
    async listen(port) {
      await main.listen(port);
      dht.emit('listening');
    },
    async listenAlso(port) {
      if (second?.port === (port ?? undefined) || isClosed) return;
      second?.line.close(new Error('Peers reach us on another port.'));
      second = undefined;
      if (port === null) return;
      const line = openUtpSocket({ onChannel, onOther: () => undefined });
      second = { port, line };
      await line.listen(port);
    },
    dial(address, port, done) {
      if (theDoor().isClosed || isIP(address) !== 4) {
        const error = deny(theDoor().isClosed ? 'door-closed' : 'ipv6');
        queueMicrotask(() => done(error));
        return () => undefined;
      }
      noteLeaving(address, port, { transport: 'utp', learns: [] });
      return main.dial({ address, port }, done);
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
