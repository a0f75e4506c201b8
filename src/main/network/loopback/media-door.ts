import { once } from 'node:events';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { AppError } from '#shared/contract/errors.ts';
import { parseRange } from '#shared/domain/byte-range.ts';
import { isFromHere, loopbackAddress } from './access.ts';
import { headersOf, headersOfMade, sentenceHeaders, sharedWith, statusOf } from './media-headers.ts';
import type { MadeMedia, MediaFile, ServedMedia } from './served-media.ts';

/** Serves media to players on this computer, each under a name that nobody can guess. */
export interface MediaDoor extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
}

interface MediaDoorParts {
  /**
   * @param token the first part of the path
   * @param name the second, as it stands in the URL; mostly for people
   */
  find(token: string, name: string): ServedMedia | undefined | Promise<ServedMedia | undefined>;
  /** Of our own page: it alone may use what it gets in another way than a player. */
  readonly pageOrigins: readonly string[];
  onError(error: unknown): void;
}

/** A player has a handful, a page six. */
const maxConnections = 256;

const pathPattern = /^\/([\w-]+)\/([^/?]*)(?:\?from=(\d{1,7}(?:\.\d{1,6})?))?$/u;

/** Listens on loopback, on a free port. */
export async function openMediaDoor({ find, pageOrigins, onError }: MediaDoorParts): Promise<MediaDoor> {
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
    if (!isFromHere(headers, { port, pageOrigins })) {
      refuse(response, 403, 'Refused.');
      return;
    }
    const [, token = '', name = '', from = '0'] = pathPattern.exec(url) ?? [];
    const media = token === '' ? undefined : await find(token, name);
    if (media === undefined) {
      refuse(response, 404, 'There is nothing here.');
      return;
    }
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      refuse(response, 405, 'Files are only read here.');
      return;
    }
    // Also on a refusal: then the page learns why.
    for (const [header, value] of Object.entries(sharedWith(headers.origin)))
      if (value !== undefined) response.setHeader(header, value);
    tellReader(media, token, request, response);
    if (media.kind === 'file') await answerWithFile(media, request, response);
    else await answerWithMade(media, Number(from), request, response);
  }

  function tellReader(
    { onReader }: ServedMedia,
    token: string,
    { socket, headers }: IncomingMessage,
    response: ServerResponse,
  ): void {
    if (onReader === undefined) return;
    const { remoteAddress: address = null, remotePort: port = null } = socket;
    const tell = (isKnown: boolean) =>
      onReader({ address, port, client: headers['user-agent'] ?? null, isKnown });
    tell(lastRead.get(socket) === token);
    lastRead.set(socket, token);
    response.once('close', () => tell(true));
  }

  async function answerWithMade(
    media: MadeMedia,
    from: number,
    { method }: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const headers = headersOfMade(media.mediaType);
    if (method === 'HEAD') response.writeHead(200, headers).end();
    else await send((signal) => media.open(from, signal), { media, status: 200, headers, response });
  }

  async function answerWithFile(
    file: MediaFile,
    { method, headers }: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (headers['if-none-match'] === `"${file.version}"` && headers.range === undefined) {
      response.writeHead(304, { ETag: `"${file.version}"` }).end();
      return;
    }
    const isSame = headers['if-range'] === undefined || headers['if-range'] === `"${file.version}"`;
    const range = parseRange(isSame ? headers.range : undefined, file.sizeBytes);
    if (range === 'unsatisfiable') {
      response.setHeader('Content-Range', `bytes */${file.sizeBytes}`);
      refuse(response, 416, 'The file is not that long.');
      return;
    }
    const status = range === 'whole' ? 200 : 206;
    const bytes = range === 'whole' ? { from: 0, to: file.sizeBytes } : range;
    const said = headersOf(file, bytes, status);
    if (method === 'HEAD' || file.sizeBytes === 0) response.writeHead(status, said).end();
    else await send((signal) => file.open(bytes, signal), { media: file, status, headers: said, response });
  }

  interface Answer {
    readonly media: ServedMedia;
    readonly status: 200 | 206;
    readonly headers: OutgoingHttpHeaders;
    readonly response: ServerResponse;
  }

  async function send(
    open: (signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>,
    { media, status, headers, response }: Answer,
  ): Promise<void> {
    const gone = new AbortController();
    const cutOff = () => response.destroy();
    media.revoked.addEventListener('abort', cutOff);
    response.once('close', () => {
      media.revoked.removeEventListener('abort', cutOff);
      gone.abort();
    });
    let body: AsyncIterable<Uint8Array>;
    try {
      body = await open(gone.signal);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refuse(response, statusOf(error.code), error.message);
      return;
    }
    response.writeHead(status, headers);
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
