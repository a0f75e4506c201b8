import type net from 'node:net';
import tls from 'node:tls';
import type { Proxy } from '#shared/contract/proxy.ts';
import { theDoor } from './door.ts';
import { askForWay } from './proxy/ask-for-way.ts';
import { connectDirectly, connectToProxy, noteFarEnd } from './tcp.ts';

/** A server that does not answer must not keep the next address waiting, ms. */
const attemptMs = 5_000;

/** Resolves when the connection stands. `host` is an IP literal; behind a proxy it may be a name. */
export async function dialAddress(host: string, port: number): Promise<net.Socket> {
  const { proxy } = theDoor();
  if (proxy === null) return established(connectDirectly({ host, port }), port);
  const socket = await dialProxy(proxy);
  noteFarEnd({ host, port }, socket);
  try {
    await askForWay(socket, proxy, { host, port });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Past the proxy, to the proxy. */
export function dialProxy(proxy: Proxy): Promise<net.Socket> {
  return established(connectToProxy(proxy), proxy.port);
}

function established(socket: net.Socket, port: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(new Error(`No answer from port ${port}.`)), attemptMs);
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

/** TLS over a connection that stands; `host` is whom the certificate has to name (an address has no `servername`). */
export function handshake(
  socket: net.Socket,
  options: tls.ConnectionOptions & { readonly host: string },
): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = tls.connect({ ...options, socket });
    const timer = setTimeout(() => secured.destroy(new Error('The TLS handshake took too long.')), attemptMs);
    secured.once('error', (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    });
    secured.once('secureConnect', () => {
      clearTimeout(timer);
      secured.removeAllListeners('error');
      resolve(secured);
    });
  });
}
