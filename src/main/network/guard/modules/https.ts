// What `node:https` is inside an engine process.
import type http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { asError } from '../as-error.ts';
import { currentPurpose, duringAlso } from '../../exposure/purpose.ts';
import { dial } from '../dial.ts';

export * from 'node:https';

type OnConnection = (error: Error | null, connection: Duplex) => void;
type OnResponse = (response: http.IncomingMessage) => void;

class GuardedAgent extends https.Agent {
  override createConnection(options: https.RequestOptions, onConnection?: OnConnection): undefined {
    const { host, port, servername } = options;
    // Trackers are spoken to by WebSocket here, the router by HTTP.
    const transport = currentPurpose().kind === 'tracker' ? 'wss' : 'https';
    duringAlso({ transport }, () =>
      dial({ host: host ?? '127.0.0.1', port: Number(port ?? 443), tls: { servername } }),
    ).then(
      (socket) => onConnection?.(null, socket),
      (error: unknown) => onConnection?.(asError(error), undefined as never), // Node looks at the error first
    );
  }
}

const agent = new GuardedAgent({ keepAlive: false });

export function request(options: https.RequestOptions, onResponse?: OnResponse): http.ClientRequest {
  const { createConnection: _, ...rest } = options;
  return https.request({ ...rest, agent }, onResponse);
}

export function get(options: https.RequestOptions, onResponse?: OnResponse): http.ClientRequest {
  return request(options, onResponse).end();
}

export function createServer(): never {
  throw new Error('An engine process serves no HTTP.');
}

export default { ...https, request, get, createServer };
