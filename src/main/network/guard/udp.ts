import dgram from 'node:dgram';
import type { LookupOneOptions } from 'node:dns';
import { isIP } from 'node:net';
import { currentPurpose, noteLeaving } from '../exposure/purpose.ts';
import { deny } from './denials.ts';
import { boundTo, theDoor } from './door.ts';
import { isAllowedTarget } from './targets.ts';
import { sendNowhere } from './proxy/send-nowhere.ts';
import { letThrough } from './tripwire.ts';

type OnMessage = (data: Buffer, from: dgram.RemoteInfo) => void;

/**
 * Every UDP socket of an engine process begins here. Bound to an interface, it is bound before its first packet: also
 * when it is sent from without having been bound, which Node then does by calling bind().
 */
export function openUdp(options: dgram.SocketOptions, onMessage?: OnMessage): dgram.Socket {
  const door = theDoor();
  if (door.proxy !== null) return sendNowhere(dgram.createSocket(options, onMessage));
  const bound = boundTo(door);
  if (bound === undefined) return door.register(noting(letThrough(dgram.createSocket(options, onMessage))));
  const { to, sockets } = bound;
  const family = options.type === 'udp6' ? 6 : 4;
  const socket = letThrough(dgram.createSocket({ lookup: refuseNames, ...options }, onMessage));
  const realBind = socket.bind.bind(socket);
  const realSend = socket.send.bind(socket) as (...given: unknown[]) => void;

  /** Forms in use: bind(), bind(port), bind(port, address), bind(port, cb), bind({ port, address }, cb). */
  function bind(...given: unknown[]): dgram.Socket {
    const onListening = given.find((argument) => typeof argument === 'function') as (() => void) | undefined;
    const [first] = given;
    const wanted =
      typeof first === 'object' && first !== null
        ? (first as dgram.BindOptions)
        : { port: Number(first ?? 0) || 0 };
    const isMulticast = options.reuseAddr === true;
    try {
      if (door.isClosed) throw deny('door-closed');
      const own = family === 6 ? to.address6 : to.address4;
      if (own === null) throw deny(family === 6 ? 'ipv6' : 'no-address');
      if (sockets.kind === 'address')
        return realBind({ address: own, port: wanted.port ?? 0, exclusive: !isMulticast }, onListening);
      // A multicast group is received on "any"; the device still decides through which interface.
      const address = isMulticast ? (family === 6 ? '::' : '0.0.0.0') : own;
      const fd = sockets.open({
        type: 'udp',
        family,
        device: to.name,
        address,
        port: wanted.port ?? 0,
        isShared: isMulticast,
      });
      return realBind({ fd }, onListening);
    } catch (error) {
      process.nextTick(() => socket.emit('error', error));
      return socket;
    }
  }

  /** A packet that may not go is dropped: its callback hears of it, and nobody has to listen for errors. */
  function send(...given: unknown[]): void {
    const onSent = given.find((argument) => typeof argument === 'function') as
      ((error: Error) => void) | undefined;
    const address = given.slice(1).find((argument) => typeof argument === 'string' && isIP(argument) !== 0);
    const mayGo = typeof address !== 'string' || isAllowedTarget(to, address) || isMulticastAddress(address);
    if (!door.isClosed && mayGo) {
      noteDatagram(given);
      return realSend(...given);
    }
    const error = deny(door.isClosed ? 'door-closed' : 'not-local');
    process.nextTick(() => onSent?.(error));
  }

  // Not by assignment: the tripwire has made the prototype's methods read-only.
  Object.defineProperties(socket, { bind: { value: bind }, send: { value: send, configurable: true } });
  return door.register(socket);
}

/** Every datagram that is sent to an address; the names were looked up before (udp-by-name.ts). */
function noting(socket: dgram.Socket): dgram.Socket {
  const send = socket.send.bind(socket) as (...given: unknown[]) => void;
  return Object.defineProperty(socket, 'send', {
    value: (...given: unknown[]) => {
      if (!theDoor().isClosed) noteDatagram(given);
      send(...given);
    },
    configurable: true,
  });
}

/** Forms in use: `(bytes, port, address, cb?)`, `(bytes, offset, length, port, address, cb?)`; without an address: dialogue.ts. */
function noteDatagram(given: readonly unknown[]): void {
  const at = given.findLastIndex(
    (argument, index) => index > 0 && typeof argument === 'string' && isIP(argument) !== 0,
  );
  if (at === -1) return;
  const isFirstOfTracker = currentPurpose().kind === 'tracker' && lengthOf(given, at) <= trackerConnectBytes;
  noteLeaving(String(given[at]), Number(given[at - 1]), {
    transport: 'udp',
    ...(isFirstOfTracker ? { learns: [] } : {}),
  });
}

/** BEP 15: the first datagram asks for a connection id and names no torrent. */
const trackerConnectBytes = 16;

function lengthOf([bytes, , length]: readonly unknown[], addressAt: number): number {
  if (addressAt > 2 && typeof length === 'number') return length;
  return bytes instanceof Uint8Array ? bytes.length : 0;
}

/** Whoever sends to names looks them up before (udp-by-name.ts). Node asks also for what is an address. */
function refuseNames(
  name: string,
  _options: LookupOneOptions,
  callback: (error: Error | null, address: string, family: number) => void,
): void {
  const family = isIP(name);
  if (family === 0) callback(deny('name'), '', 4);
  else callback(null, name, family);
}

function isMulticastAddress(address: string): boolean {
  return /^(22[4-9]|23\d)\./u.test(address) || /^ff/iu.test(address);
}
