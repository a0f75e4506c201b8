import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { encodeBencode } from '#shared/domain/bencode.ts';
import ipaddr from 'ipaddr.js';
import { WebSocketServer } from 'ws';
import { knownPeers } from './compact.ts';
import { downloads, type Download } from './download.ts';
import { ports } from './names.ts';
import type { Identity } from './identity.ts';
import { fromGonePeer } from './rtc-peer.ts';
import type { Report, Witness } from './sighting.ts';

/** Seconds; longer than any test. */
const interval = 1800;
/** Slow, so that peers are asked too. */
const seedDelayMs = 150;

export type OnAnnounce = (announce: {
  readonly infoHash: string;
  readonly address: string;
  readonly port: number;
}) => void;

/**
 * On one port: a tracker by HTTP and by WebSocket, a web seed that sends on to another name, and an exact source. The
 * tracker takes a key in its path or query, as private ones do.
 * @param identity where there is HTTPS as well
 */
export async function serveHttp(
  address: string,
  report: Report,
  onAnnounce: OnAnnounce,
  identity?: Identity,
): Promise<void> {
  const answerTo = (witness: Witness) => (request: IncomingMessage, response: ServerResponse) => {
    const from = (request.socket.remoteAddress ?? '').replace(/^::ffff:/u, '');
    const { pathname, search } = new URL(request.url ?? '/', 'http://any.example');
    const [, place = '', name = ''] = pathname.split('/');
    if (pathname.endsWith('/announce')) {
      answerAnnounce();
      return;
    }
    if (place === 'seed') {
      report('web-seed', from);
      response.writeHead(302, { location: `http://elsewhere.example/data/${name}` }).end();
    } else if (place === 'data') {
      report('web-seed-elsewhere', from);
      setTimeout(() => answerRange(request, response, name), seedDelayMs);
    } else {
      report('other-source', from, { path: pathname });
      response.writeHead(404).end();
    }

    function answerAnnounce(): void {
      const infoHash = bytesOf(search, 'info_hash').toString('hex');
      const query = new URLSearchParams(search);
      const port = Number(query.get('port'));
      const event = query.get('event') ?? '';
      const key = query.get('passkey') ?? (place === 'announce' ? '' : place);
      report(witness, from, {
        infoHash,
        port,
        event,
        peerId: bytesOf(search, 'peer_id').toString('hex'),
        ...(key === '' ? {} : { key }),
      });
      if (event !== 'stopped') onAnnounce({ infoHash, address: from, port });
      const externalIp = Buffer.from(ipaddr.parse(from).toByteArray());
      response.end(
        encodeBencode({ interval, peers: knownPeers.v4, peers6: knownPeers.v6, 'external ip': externalIp }),
      );
    }
  };
  const server = createServer(answerTo('http-tracker'));
  server.listen(ports.http, address);
  await once(server, 'listening');
  if (identity !== undefined) {
    const secure = createTlsServer(identity, answerTo('https-tracker')).listen(ports.https, address);
    await once(secure, 'listening');
  }
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    const from = request.socket.remoteAddress ?? '';
    socket.on('error', () => undefined);
    socket.on('message', (text: Buffer) => {
      const said = JSON.parse(text.toString('utf8')) as {
        action?: string;
        info_hash?: string;
        offers?: { offer_id: string }[];
      };
      const infoHash = Buffer.from(said.info_hash ?? '', 'latin1').toString('hex');
      report('websocket-tracker', from, { infoHash, action: said.action ?? '' });
      const { info_hash = '', offers = [] } = said;
      const answer = { action: 'announce', info_hash, interval, complete: 1, incomplete: 0 };
      const passedOn = offers[0] === undefined ? [] : fromGonePeer(info_hash, offers[0].offer_id);
      for (const each of [answer, ...passedOn]) socket.send(JSON.stringify(each));
    });
  });
}

/** A parameter whose bytes are no UTF-8: URLSearchParams would spoil them. */
function bytesOf(search: string, name: string): Buffer {
  const [, escaped = ''] = new RegExp(`[?&]${name}=([^&]*)`, 'u').exec(search) ?? [];
  const text = escaped.replaceAll(/%([0-9a-f]{2})/giu, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(text, 'latin1');
}

function answerRange(request: IncomingMessage, response: ServerResponse, name: string): void {
  const download: Download | undefined = Object.values(downloads).find((each) => each.name === name);
  const [, first, last] = /^bytes=(\d+)-(\d+)$/u.exec(request.headers.range ?? '') ?? [];
  if (download === undefined || first === undefined || last === undefined)
    return void response.writeHead(404).end();
  const length = Number(last) - Number(first) + 1;
  response.writeHead(206, { 'content-range': `bytes ${first}-${last}/${download.sizeBytes}` });
  response.end(download.read(Number(first), length));
}
