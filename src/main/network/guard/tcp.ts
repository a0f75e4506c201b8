import net from 'node:net';
import type { Proxy } from '#shared/contract/proxy.ts';
import { during, noteLeaving } from '../exposure/purpose.ts';
import { asError } from './as-error.ts';
import { deny } from './denials.ts';
import { boundTo, theDoor } from './door.ts';
import { isAllowedTarget } from './targets.ts';
import { connectThroughProxy } from './proxy/connect-through-proxy.ts';
import { listenNowhere } from './proxy/listen-nowhere.ts';
import { letThrough } from './tripwire.ts';

export interface TcpTarget {
  /** An IP literal; names are asked of our own resolver before (./resolver.ts). Behind a proxy also a name. */
  readonly host: string;
  readonly port: number;
}

/** Every TCP connection of an engine process begins here. A denial is the socket's error, one tick later. */
export function connectTcp(target: TcpTarget, onConnect?: () => void, onread?: net.OnReadOpts): net.Socket {
  const { proxy } = theDoor();
  if (proxy === null) return connectDirectly(target, onConnect, onread);
  const carrier = connectToProxy(proxy);
  noteFarEnd(target, carrier);
  return connectThroughProxy({ target, proxy, carrier }, onConnect);
}

/** The proxy learns our address, and whom we want to reach. */
export function connectToProxy(proxy: Proxy): net.Socket {
  const purpose = { kind: 'proxy', torrent: null, host: proxy.host, learns: ['host-name'] } as const;
  return during(purpose, () => connectDirectly(proxy));
}

/** Whom the proxy reaches for us sees the address of the proxy. */
export function noteFarEnd({ host, port }: TcpTarget, carrier: net.Socket): void {
  if (carrier.destroyed) return;
  noteLeaving(net.isIP(host) === 0 ? null : host, port, net.isIP(host) === 0 ? { host } : {});
}

/** Past the proxy, if there is one: to itself. */
export function connectDirectly(
  { host, port }: TcpTarget,
  onConnect?: () => void,
  onread?: net.OnReadOpts,
): net.Socket {
  const reading = onread === undefined ? {} : { onread };
  const door = theDoor();
  if (door.isClosed) return denied(deny('door-closed'));
  const bound = boundTo(door);
  if (bound === undefined) {
    const socket = noted(door.register(letThrough(new net.Socket(reading))), { host, port });
    // Whatever the routing table says, in any other way as Node does it.
    return socket.connect({ host, port }, onConnect);
  }
  const family = net.isIP(host);
  if (family === 0) return denied(deny('name'));
  const address = family === 6 ? bound.to.address6 : bound.to.address4;
  if (address === null) return denied(deny(family === 6 ? 'ipv6' : 'no-address'));
  if (!isAllowedTarget(bound.to, host)) return denied(deny('not-local'));
  if (bound.sockets.kind === 'address') return connectFrom(address, { host, port }, reading, onConnect);
  let fd: number;
  try {
    fd = bound.sockets.open({ type: 'tcp', family: family === 6 ? 6 : 4, device: bound.to.name, address });
  } catch {
    return denied(deny('interface'));
  }
  // `manualStart`: reading begins when it is connected, else the read of an unconnected socket is an error.
  const options: net.SocketConstructorOpts & { manualStart: boolean } = {
    fd,
    manualStart: true,
    ...reading,
  };
  const socket = noted(door.register(letThrough(new net.Socket(options))), { host, port });
  // Never a second attempt on another handle: that one would not be bound.
  return socket.connect({ host, port, autoSelectFamily: false }, onConnect);
}

/** Where there are no descriptors: the address decides, and is looked at again before anything is said. */
function connectFrom(
  address: string,
  { host, port }: TcpTarget,
  reading: net.SocketConstructorOpts,
  onConnect?: () => void,
): net.Socket {
  const socket = noted(theDoor().register(letThrough(new net.Socket(reading))), { host, port });
  socket.once('connect', () => {
    if (socket.localAddress !== address) socket.destroy(deny('interface'));
  });
  return socket.connect({ host, port, localAddress: address, autoSelectFamily: false }, onConnect);
}

/** Whoever is asked for a connection has our address; once it stands, what is to be said over it will be. */
function noted(socket: net.Socket, { host, port }: TcpTarget): net.Socket {
  const address = net.isIP(host) === 0 ? null : host;
  noteLeaving(address, port, { learns: [] });
  socket.once('connect', () => noteLeaving(address ?? socket.remoteAddress ?? null, port, { isKnown: true }));
  return socket;
}

function denied(error: Error): net.Socket {
  const socket = new net.Socket();
  process.nextTick(() => socket.destroy(error));
  return socket;
}

/** Every TCP listener of an engine process begins here; on both families where the binding has both. */
export function listenTcp(server: net.Server, port: number, onListening?: () => void): net.Server {
  const door = theDoor();
  if (onListening !== undefined) server.once('listening', onListening);
  const listen = (options: net.ListenOptions & { fd?: number }) =>
    net.Server.prototype.listen.call(letThrough(door.register(server)), options);
  if (door.isClosed) return failed(server, deny('door-closed'));
  if (door.proxy !== null) return listenNowhere(server);
  const bound = boundTo(door);
  if (bound === undefined) return listen({ port });
  const { to, sockets } = bound;
  try {
    const place = (family: 4 | 6, at: number): ListenPlace => {
      if (sockets.kind === 'address')
        return { host: (family === 6 ? to.address6 : to.address4) ?? '', port: at };
      const address = family === 6 ? '::' : '0.0.0.0';
      return {
        fd: sockets.open({ type: 'tcp', family, device: to.name, address, port: at, isShared: true }),
      };
    };
    server.on('connection', (socket) => welcome(socket));
    if (to.address6 !== null && to.address4 !== null) alsoOnV6(server, (at) => place(6, at));
    return listen(place(to.address4 === null ? 6 : 4, port));
  } catch (error) {
    return failed(server, asError(error));
  }

  /** What a bound listener accepts came through the interface; the networks it may come from are ours to check. */
  function welcome(socket: net.Socket): void {
    door.register(socket);
    if (isAllowedTarget(to, socket.remoteAddress ?? '')) return;
    deny('not-local');
    noteLeaving(socket.remoteAddress ?? null, socket.remotePort ?? 0, {
      kind: 'other',
      direction: 'in',
      learns: ['port'],
    });
    socket.destroy();
  }
}

type ListenPlace = { readonly fd: number } | { readonly host: string; readonly port: number };

/** A server listens on one socket; the other family gets a server of its own that hands everything over. */
function alsoOnV6(server: net.Server, place: (port: number) => ListenPlace): void {
  server.once('listening', () => {
    const { port } = server.address() as net.AddressInfo; // TCP and listening
    const second = net.createServer({ pauseOnConnect: true }, (socket) => server.emit('connection', socket));
    second.on('error', () => undefined); // IPv6 is gone: IPv4 goes on
    try {
      net.Server.prototype.listen.call(letThrough(theDoor().register(second)), place(port));
    } catch {
      return;
    }
    server.once('close', () => second.close());
  });
}

function failed(server: net.Server, error: Error): net.Server {
  process.nextTick(() => server.emit('error', error));
  return server;
}
