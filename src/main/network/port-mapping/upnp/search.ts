import { isIPv4 } from 'node:net';
import { once } from 'node:events';
import { openUdp } from '../../guard/udp.ts';

/* Simple Service Discovery Protocol, UPnP Device Architecture 1.1, 1.3. */

const group = '239.255.255.250';
const port = 1900;
const targets = [1, 2].map((version) => `urn:schemas-upnp-org:device:InternetGatewayDevice:${version}`);
/** Devices answer within as many seconds, each when it likes. */
const answerWithinSeconds = 2;

interface SearchParts {
  /** Only what comes from there is heard. */
  readonly gateway: string;
  /** Of the interface to ask through. */
  readonly ownAddress: string;
  /** How long to listen after each of the two questions, ms. */
  readonly waitMs: number;
}

/** Calls out for routers on this network. @returns where the gateway describes itself; empty when it does not answer */
export async function searchRouter({ gateway, ownAddress, waitMs }: SearchParts): Promise<string[]> {
  if (!isIPv4(gateway)) return [];
  const found = new Set<string>();
  const socket = openUdp({ type: 'udp4' });
  socket.on('error', () => undefined); // the door has shut, or the interface is gone: nothing is found
  socket.on('message', (bytes, from) => {
    const location = from.address === gateway ? readLocation(bytes, gateway) : undefined;
    if (location !== undefined) found.add(location);
  });
  try {
    // A bound socket listens before bind() returns.
    const listening = once(socket, 'listening');
    socket.bind({ address: ownAddress, port: 0 });
    await listening;
    socket.setMulticastInterface(ownAddress);
    socket.setMulticastTTL(2);
    for (let attempt = 0; attempt < 2 && found.size === 0; attempt++) {
      for (const target of targets) socket.send(encodeSearch(target), port, group, () => undefined);
      await Promise.race([new Promise((resolve) => setTimeout(resolve, waitMs)), once(socket, 'close')]);
    }
  } catch {
    return [];
  } finally {
    try {
      socket.close();
    } catch {
      // The door has closed it.
    }
  }
  return [...found];
}

function encodeSearch(target: string): Buffer {
  const lines = [
    'M-SEARCH * HTTP/1.1',
    `HOST: ${group}:${port}`,
    'MAN: "ssdp:discover"',
    `MX: ${answerWithinSeconds}`,
    `ST: ${target}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}

/** Where the description is, which must be at the gateway itself: nobody gets to send us elsewhere. */
export function readLocation(bytes: Buffer, gateway: string): string | undefined {
  const [status, ...headers] = bytes.toString('latin1').split('\r\n');
  if (!/^HTTP\/1\.[01] 200(?: |$)/u.test(status ?? '')) return undefined;
  const header = headers.find((line) => /^location:/iu.test(line));
  return header === undefined ? undefined : urlAt(gateway, header.slice('location:'.length).trim());
}

/** A URL of the gateway's own web server; undefined for any other. */
export function urlAt(gateway: string, text: string, base?: string): string | undefined {
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  const isPlain = url.protocol === 'http:' && url.username === '' && url.password === '';
  return isPlain && url.hostname === gateway ? url.href : undefined;
}
