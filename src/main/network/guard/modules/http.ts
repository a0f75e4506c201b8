// What `node:http` is inside an engine process: a client only (the ws package upgrades through it).
import http from 'node:http';
import type { Duplex } from 'node:stream';
import { asError } from '../as-error.ts';
import { currentPurpose, duringAlso } from '../../exposure/purpose.ts';
import { dial } from '../dial.ts';

export * from 'node:http';

type OnConnection = (error: Error | null, connection: Duplex) => void;
type OnResponse = (response: http.IncomingMessage) => void;

/** An Agent of our own: with `agent: false` Node would ignore `createConnection` and open a socket of its own. */
class GuardedAgent extends http.Agent {
  override createConnection(options: http.ClientRequestArgs, onConnection?: OnConnection): undefined {
    // Trackers are spoken to by WebSocket here, the router by HTTP.
    const transport = currentPurpose().kind === 'tracker' ? 'ws' : 'http';
    duringAlso({ transport }, () =>
      dial({ host: options.host ?? '127.0.0.1', port: Number(options.port ?? 80) }),
    ).then(
      (socket) => onConnection?.(null, socket),
      (error: unknown) => onConnection?.(asError(error), undefined as never), // Node looks at the error first
    );
  }
}

const agent = new GuardedAgent({ keepAlive: false });

export function request(options: http.RequestOptions, onResponse?: OnResponse): http.ClientRequest {
  // ws brings a createConnection that would take names to net.connect.
  const { createConnection: _, ...rest } = options;
  return http.request({ ...rest, agent }, onResponse);
}

export function get(options: http.RequestOptions, onResponse?: OnResponse): http.ClientRequest {
  return request(options, onResponse).end();
}

/** WebTorrent brings a web server that lists every torrent to whoever asks; media has a server of its own. */
export function createServer(): never {
  throw new Error('An engine process serves no HTTP.');
}

export default { ...http, request, get, createServer };
