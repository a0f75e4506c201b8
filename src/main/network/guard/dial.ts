import net from 'node:net';
import { duringAlso } from '../exposure/purpose.ts';
import { webPlaces } from '../exposure/exposure.ts';
import { dialAddress, handshake } from './dial-address.ts';
import { resolveName } from './resolver.ts';

interface Dialled {
  readonly host: string;
  readonly port: number;
  /** TLS with this name; the host's own when it is a name. */
  readonly tls?:
    { readonly servername?: string | undefined; readonly ALPNProtocols?: string[] | undefined } | undefined;
}

/**
 * A connection to a name or address: all addresses of the name are tried one after the other, each on a socket of its
 * own made by the guard. (Node's own way of trying several would make the second one unbound.)
 * @throws the last attempt's error
 */
export async function dial({ host, port, tls: secure }: Dialled): Promise<net.Socket> {
  const bare = host.replace(/^\[(.*)\]$/u, '$1');
  let failure: unknown;
  for (const address of await resolveName(bare)) {
    try {
      const socket = await duringAlso({ host: bare }, () => dialAddress(address, port));
      webPlaces.reached(bare, port, net.isIP(address) === 0 ? null : address);
      if (secure === undefined) return socket;
      const servername = secure.servername ?? (net.isIP(bare) === 0 ? bare : '');
      return await handshake(socket, {
        host: bare,
        servername,
        ...(secure.ALPNProtocols ? { ALPNProtocols: secure.ALPNProtocols } : {}),
      });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
