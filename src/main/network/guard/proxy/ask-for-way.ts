import { once } from 'node:events';
import { request } from 'node:http';
import net from 'node:net';
import { SocksClient } from 'socks';
import type { Proxy } from '#shared/contract/proxy.ts';

export interface WayTarget {
  /** An address, or a name that the proxy looks up. */
  readonly host: string;
  readonly port: number;
}

/** For the proxy to reach whom it was asked to reach, ms. */
const patienceMs = 20_000;

/**
 * Waits until the socket is connected to the proxy and asks it for the way on; resolves when bytes go through.
 * @throws Error that says what the proxy said, never how we opened it
 */
export async function askForWay(socket: net.Socket, proxy: Proxy, target: WayTarget): Promise<void> {
  if (socket.connecting || socket.pending) await once(socket, 'connect');
  await (proxy.kind === 'socks5' ? askSocks(socket, proxy, target) : askHttp(socket, proxy, target));
}

/** RFC 1928; a name goes as a name. */
async function askSocks(
  socket: net.Socket,
  { host, port, user, password }: Proxy,
  target: WayTarget,
): Promise<void> {
  try {
    await SocksClient.createConnection({
      command: 'connect',
      proxy: {
        type: 5,
        host,
        port,
        ...(user === undefined ? {} : { userId: user, password: password ?? '' }),
      },
      destination: { host: target.host, port: target.port },
      existing_socket: socket,
      timeout: patienceMs,
    });
  } catch (error) {
    // The library's error carries all that it was told, the password too.
    // eslint-disable-next-line preserve-caught-error -- see above
    throw new Error(`The SOCKS proxy: ${error instanceof Error ? error.message : 'it failed.'}`);
  }
}

/** CONNECT (RFC 9110, 9.3.6). */
function askHttp(socket: net.Socket, { user, password }: Proxy, target: WayTarget): Promise<void> {
  const place = `${net.isIPv6(target.host) ? `[${target.host}]` : target.host}:${target.port}`;
  const credentials = Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64');
  return new Promise((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      path: place,
      // Given, so that Node takes this socket and opens none.
      createConnection: () => socket,
      headers: {
        host: place,
        ...(user === undefined ? {} : { 'proxy-authorization': `Basic ${credentials}` }),
      },
    });
    const timer = setTimeout(() => asked.destroy(new Error('The HTTP proxy did not answer.')), patienceMs);
    const failed = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    asked.once('error', failed);
    // Anything but CONNECT's own answer.
    asked.once('response', ({ statusCode = 0 }) => failed(refusal(statusCode)));
    asked.once('connect', ({ statusCode = 0 }, _socket, head) => {
      if (statusCode !== 200) return failed(refusal(statusCode));
      clearTimeout(timer);
      // Bytes of the far end that came in the same packet.
      if (head.length > 0) socket.unshift(head);
      resolve();
    });
    asked.end();
  });
}

function refusal(status: number): Error {
  return new Error(`The HTTP proxy answered ${status}.`);
}
