import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { api, type Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import { dispatchCall, dispatchStream, findMethod } from '#shared/contract/dispatch.ts';
import { AppError, toWireError, type ErrorCode } from '#shared/contract/errors.ts';
import { openApiDocument } from '#shared/contract/openapi.ts';
import { errorLabel, type Logger } from '../ports/logger.ts';
import { isOurHost, isOurOrigin, isToken } from './access.ts';
import { serveFiles } from './static-files.ts';
import type { Visitors } from './visitors.ts';

interface HttpDoorParts {
  readonly handlers: Handlers<Api>;
  readonly token: string;
  readonly version: string;
  readonly logger: Logger;
  /** The built page. */
  readonly pageFolder: string;
  readonly visitors: Visitors;
}

/** A .torrent file of the largest size as base 64, and the rest of the message. */
export const maxMessageBytes = 24 * 1024 * 1024;

const statusOf: Readonly<Record<ErrorCode, ContentfulStatusCode>> = {
  'invalid-input': 400,
  'invalid-torrent': 400,
  'unsafe-torrent': 400,
  'unsupported-v2': 400,
  'ambiguous-id': 400,
  'path-missing': 400,
  unauthorised: 401,
  'not-found': 404,
  'already-there': 409,
  'no-metadata-yet': 409,
  'drive-away': 409,
  'not-writable': 409,
  'not-readable': 409,
  'port-taken': 409,
  'already-running': 409,
  'profile-in-use': 409,
  'interface-missing': 409,
  'too-many-requests': 429,
  cancelled: 499 as ContentfulStatusCode, // nginx's "client closed request"; nobody reads it
  internal: 500,
  'catalog-damaged': 500,
  'catalog-too-new': 500,
  'settings-too-new': 500,
  'engine-down': 503,
  disconnected: 503,
  'not-running': 503,
  'disk-full': 507,
};

/** The page, and the contract as `POST /api/<method>` for the CLI and others. */
export function makeHttpDoor({ handlers, token, version, logger, pageFolder, visitors }: HttpDoorParts) {
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.use(async (context, next) => {
    visitors.came(context.env.incoming);
    const { host, origin } = { host: context.req.header('host'), origin: context.req.header('origin') };
    if (!isOurHost(host) || !isOurOrigin(origin, host)) return context.text('Refused.', 403);
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('Cross-Origin-Resource-Policy', 'same-origin');
    return undefined;
  });

  app.use('/api/*', async (context, next) => {
    const offered = /^Bearer (.+)$/u.exec(context.req.header('authorization') ?? '')?.[1];
    if (!isToken(offered, token)) throw new AppError('unauthorised', 'The token is missing or wrong.');
    visitors.letIn(context.env.incoming);
    await next();
    context.header('Cache-Control', 'no-store');
  });

  app.get('/api/openapi.json', (context) => context.json(openApiDocument(api, { version })));

  app.post(
    '/api/:method',
    bodyLimit({
      maxSize: maxMessageBytes,
      onError: () => {
        throw tooLarge();
      },
    }),
    async (context) => {
      const method = context.req.param('method');
      const { signal } = context.req.raw;
      const input = parseBody(await context.req.text());
      if (findMethod(api, method).kind === 'call') {
        return context.json((await dispatchCall(api, handlers, { method, input, signal })) ?? null);
      }
      const items = dispatchStream(api, handlers, { method, input, signal });
      return streamSSE(context, async (stream) => {
        stream.onAbort(() => void items.return?.());
        try {
          // writeSSE resolves when the reader has taken it, so a slow reader is never ahead of what it reads.
          for (let next = await items.next(); next.done !== true; next = await items.next()) {
            await stream.writeSSE({ data: JSON.stringify(next.value) });
          }
        } catch (error) {
          report(error);
          await stream.writeSSE({ event: 'error', data: JSON.stringify(toWireError(error)) });
        }
      });
    },
  );

  app.all('/api/*', () => {
    throw new AppError('not-found', 'There is nothing here; methods are called by POST.');
  });
  app.get('*', serveFiles(pageFolder));

  app.onError((error, context) => {
    report(error);
    const wire = toWireError(error);
    return context.json({ error: wire }, statusOf[wire.code]);
  });

  function report(error: unknown): void {
    if (!(error instanceof AppError)) logger.error('http.failed', { error: errorLabel(error) });
  }

  return getRequestListener(app.fetch);
}

function tooLarge(): AppError {
  return new AppError(
    'invalid-input',
    `A message may not be larger than ${maxMessageBytes / 1024 / 1024} MiB.`,
  );
}

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError('invalid-input', 'The message is not JSON.');
  }
}
