import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { api } from '../../src/shared/contract/api.ts';
import { socketLink } from '../../src/shared/contract/links.ts';
import { serve } from '../../src/shared/contract/serve.ts';
import { exampleCover } from './in-memory-core-artwork.ts';
import { inMemoryHandlers } from './in-memory-core-handlers.ts';
import { makeWorld, type World } from './in-memory-core-world.ts';

/*
 * A double of the headless host, for tests of the page: serves the built page under the policy that the host promises,
 * and answers the contract over a WebSocket from memory.
 */

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface InMemoryCore extends AsyncDisposable {
  /** With the token in its fragment, as the host prints it. */
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  readonly world: World;
  /** From now on, every other token is refused; pages that are connected stay. */
  changeToken(token: string): void;
  /** Cuts every page off, and refuses new connections until {@link InMemoryCore.comeBack}. */
  goAway(): void;
  comeBack(): void;
}

interface Options {
  readonly world?: World;
  readonly pageFolder: string;
}

export async function startInMemoryCore({ world = makeWorld(), pageFolder }: Options): Promise<InMemoryCore> {
  const sockets = new Set<WebSocket>();
  const handlers = inMemoryHandlers(world);
  let token = 'correct-horse-battery-staple';
  let isAway = false;

  const door = new WebSocketServer({ noServer: true, handleProtocols: () => 'warren' });
  const server = createServer((request, response) => void answer(request, response, pageFolder));
  server.on('upgrade', (request, socket, head) => {
    if (isAway || request.url !== '/ws') return socket.destroy();
    door.handleUpgrade(request, socket, head, (webSocket) => {
      const offered = request.headers['sec-websocket-protocol']?.split(/,\s*/u) ?? [];
      if (!offered.includes(`token.${token}`)) {
        webSocket.close(4401, 'This token is not known.');
        return;
      }
      sockets.add(webSocket);
      webSocket.on('close', () => sockets.delete(webSocket));
      serve(api, handlers, socketLink(webSocket, { reportsFlush: true }));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A listening TCP server has an address of this shape.
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;

  function cutAll(): void {
    for (const socket of sockets) socket.terminate();
  }

  return {
    origin,
    world,
    get token() {
      return token;
    },
    get url() {
      return `${origin}/#token=${token}`;
    },
    changeToken(next) {
      token = next;
    },
    goAway() {
      isAway = true;
      cutAll();
    },
    comeBack() {
      isAway = false;
    },
    async [Symbol.asyncDispose]() {
      cutAll();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, folder: string): Promise<void> {
  const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
  const cover = /^\/artwork\/([0-9a-f]+)$/u.exec(path)?.[1];
  if (cover !== undefined) {
    response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=600' });
    response.end(exampleCover(cover));
    return;
  }
  const name = path === '/' ? '/index.html' : path;
  try {
    const body = await readFile(join(folder, name));
    response.writeHead(200, {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}
