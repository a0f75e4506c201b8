import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { api, type Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import { socketLink } from '#shared/contract/links.ts';
import { serve } from '#shared/contract/serve.ts';
import { errorLabel, type Logger } from '../ports/logger.ts';
import { isOurHost, isOurOrigin, isToken } from './access.ts';
import { maxMessageBytes } from './http-door.ts';
import type { Visitors } from './visitors.ts';

interface WebSocketDoorParts {
  readonly server: Server;
  readonly handlers: Handlers<Api>;
  readonly token: string;
  readonly logger: Logger;
  readonly visitors: Visitors;
}

/** Told to a page whose token is wrong or old: it asks for the link again. A refused upgrade could not say that. */
const unauthorisedCode = 4401;
/** A tab that was put to sleep or a laptop that was closed sends no farewell, ms. */
const pingEveryMs = 15_000;
/** Browser tabs of one person. */
const maxSockets = 32;

/** The contract for the browser page, one link for each tab. The token comes as a subprotocol, never in the URL. */
export function openWebSocketDoor({
  server,
  handlers,
  token,
  logger,
  visitors,
}: WebSocketDoorParts): AsyncDisposable {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('warren') ? 'warren' : false),
  });

  server.on('upgrade', (request, socket, head) => {
    visitors.came(request);
    const { host, origin } = request.headers;
    const isOurs = request.url === '/ws' && isOurHost(host) && isOurOrigin(origin, host);
    if (!isOurs || sockets.clients.size >= maxSockets) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((text) => text.trim());
    const tokenOffered = offered.find((text) => text.startsWith('token.'))?.slice('token.'.length);
    sockets.handleUpgrade(request, socket, head, (client) => {
      if (isToken(tokenOffered, token)) {
        visitors.letIn(request);
        client.once('close', () => visitors.letIn(request));
        welcome(client);
      } else client.close(unauthorisedCode, 'The token is missing or wrong.');
    });
  });

  function welcome(client: WebSocket): void {
    keepAlive(client);
    client.on('error', () => client.terminate());
    serve(api, handlers, socketLink(client, { reportsFlush: true }), {
      onError: (error) => logger.error('call.failed', { error: errorLabel(error) }),
    });
  }

  return {
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        sockets.close(() => resolve());
      }),
  };
}

function keepAlive(client: WebSocket): void {
  let isAlive = true;
  const timer = setInterval(() => {
    if (!isAlive) return client.terminate();
    isAlive = false;
    client.ping();
  }, pingEveryMs);
  client.on('pong', () => (isAlive = true));
  client.on('close', () => clearInterval(timer));
}
