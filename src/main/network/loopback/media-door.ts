import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { AppError } from '#shared/contract/errors.ts';
import { parseRange, type ByteRange } from '#shared/domain/byte-range.ts';
import { isFromHere, loopbackAddress } from './access.ts';
import { headersOf, sentenceHeaders, statusOf } from './media-headers.ts';

/** Who reads, as far as it says so itself. */
export interface MediaReader {
  readonly address: string | null;
  readonly port: number | null;
  readonly client: string | null;
  /** It has read this by the same connection before, or has just ended. */
  readonly isKnown: boolean;
}

/** One file that a player may read. */
export interface MediaFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** The same for as long as the bytes are. */
  readonly version: string;
  /** Aborted: nobody may read it under this name any more, and who does is cut off. */
  readonly revoked: AbortSignal;
  /** Somebody begins or ends to read. */
  onReader(reader: MediaReader): void;
  /**
   * Settles when it is known that the bytes are there or may come.
   * @param signal the player has gone
   * @throws AppError with a sentence for whoever looks at the answer
   */
  open(range: ByteRange, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** Serves files to players on this computer, each under a name that nobody can guess. */
export interface MediaDoor extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
}

interface MediaDoorParts {
  /** @param token the first part of the path */
  find(token: string): MediaFile | undefined;
  onError(error: unknown): void;
}

/** A player has a handful. */
const maxConnections = 64;

/** Listens on loopback, on a free port. */
export async function openMediaDoor({ find, onError }: MediaDoorParts): Promise<MediaDoor> {
  /** What was read last by each connection. */
  const lastRead = new WeakMap<Socket, string>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Half a body under a length that was promised: only the end of the connection says that it is not all.
      response.destroy();
      if (!(error instanceof AppError)) onError(error);
    });
  });
  server.maxConnections = maxConnections;
  server.listen(0, loopbackAddress);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // TCP: never a path, never null while it listens

  function refuse(response: ServerResponse, status: number, sentence: string): void {
    response.writeHead(status, sentenceHeaders).end(`${sentence}\n`);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, headers, url = '' } = request;
    if (!isFromHere(headers, port)) {
      refuse(response, 403, 'Refused.');
      return;
    }
    const file = find(/^\/([\w-]+)\/[^/?]*$/u.exec(url)?.[1] ?? '');
    if (file === undefined) {
      refuse(response, 404, 'There is nothing here.');
      return;
    }
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      refuse(response, 405, 'Files are only read here.');
      return;
    }
    const isSame = headers['if-range'] === undefined || headers['if-range'] === `"${file.version}"`;
    const range = parseRange(isSame ? headers.range : undefined, file.sizeBytes);
    if (range === 'unsatisfiable') {
      response.setHeader('Content-Range', `bytes */${file.sizeBytes}`);
      refuse(response, 416, 'The file is not that long.');
      return;
    }
    const tell = (isKnown: boolean) => file.onReader({ ...readerOf(request), isKnown });
    tell(lastRead.get(request.socket) === file.version);
    lastRead.set(request.socket, file.version);
    response.once('close', () => tell(true));
    const status = range === 'whole' ? 200 : 206;
    const bytes = range === 'whole' ? { from: 0, to: file.sizeBytes } : range;
    if (method === 'HEAD' || file.sizeBytes === 0) {
      response.writeHead(status, headersOf(file, bytes, status)).end();
      return;
    }
    await send(file, bytes, status, response);
  }

  async function send(
    file: MediaFile,
    range: ByteRange,
    status: 200 | 206,
    response: ServerResponse,
  ): Promise<void> {
    const gone = new AbortController();
    const cutOff = () => response.destroy();
    file.revoked.addEventListener('abort', cutOff);
    response.once('close', () => {
      file.revoked.removeEventListener('abort', cutOff);
      gone.abort();
    });
    let body: AsyncIterable<Uint8Array>;
    try {
      body = await file.open(range, gone.signal);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refuse(response, statusOf(error.code), error.message);
      return;
    }
    response.writeHead(status, headersOf(file, range, status));
    // At once: a player that hears nothing for long takes the server for dead.
    response.flushHeaders();
    for await (const chunk of body) {
      if (response.destroyed) return;
      if (!response.write(chunk))
        await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
    }
    response.end();
  }

  return {
    origin: `http://${loopbackAddress}:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readerOf({ socket, headers }: IncomingMessage): Omit<MediaReader, 'isKnown'> {
  return {
    address: socket.remoteAddress ?? null,
    port: socket.remotePort ?? null,
    client: headers['user-agent'] ?? null,
  };
}
