import { decode } from 'dns-packet';
import { request } from 'node:https';
import net from 'node:net';
import { duringAlso } from '../exposure/purpose.ts';
import { dialAddress, handshake } from './dial-address.ts';
import { askingFor } from './dns-over-udp.ts';
import { makeQuery, readAnswer, type Answer, type Question } from './dns-question.ts';

const patienceMs = 6_000;
/** A DNS message is at most this long. */
const maxBytes = 65_535;

/** Asks by POST (RFC 8484). The URL names its server by address, so nothing has to be asked before. @throws Error */
export async function askOverHttps(url: string, question: Question): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/u, '$1');
  // Certificates of such servers name their address.
  const purpose = { ...askingFor(question.name), transport: 'https' } as const;
  const plain = await duringAlso(purpose, () => dialAddress(host, Number(port) || 443));
  const socket = await handshake(plain, {
    host,
    servername: net.isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
  });
  // Id 0, as the RFC asks, so that answers can be cached on the way.
  return readAnswer(decode(await post(url, socket, makeQuery(question, 0))), question);
}

function post(url: string, socket: net.Socket, body: Buffer): Promise<Buffer> {
  const type = 'application/dns-message';
  return new Promise<Buffer>((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        createConnection: () => socket,
        headers: { 'content-type': type, accept: type, 'content-length': body.length },
        timeout: patienceMs,
      },
      (response) => {
        const parts: Buffer[] = [];
        let length = 0;
        if (response.statusCode !== 200)
          reject(new Error(`The resolver answered HTTP ${response.statusCode ?? 0}.`));
        response.on('data', (part: Buffer) => {
          length += part.length;
          if (length > maxBytes) sent.destroy(new Error('The resolver answered too much.'));
          else parts.push(part);
        });
        response.on('end', () => resolve(Buffer.concat(parts)));
        response.on('error', reject);
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('The resolver did not answer.')));
    sent.on('error', reject);
    sent.end(body);
  }).finally(() => socket.destroy());
}
