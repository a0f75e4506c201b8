import { createServer } from 'node:http';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startApp } from '../app/index.ts';
import {
  findMediaFolders,
  findPaths,
  forkNodeEngine,
  openAddressTable,
  openLogFile,
  writeInstance,
} from '../platform/index.ts';
import { systemClock } from '../ports/clock.ts';
import { errorLabel } from '../ports/logger.ts';
import { noSecretStore } from '../ports/secret-store.ts';
import { makeToken } from './access.ts';
import { makeHttpDoor } from './http-door.ts';
import { listen } from './listen.ts';
import { makeVisitors } from './visitors.ts';
import { openWebSocketDoor } from './websocket-door.ts';

export interface HeadlessOptions {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string | undefined;
  readonly version: string;
}

/** What `warren serve --json` prints when it is ready. */
export interface Ready {
  /** Opens the interface: holds the token in its fragment, which a browser sends to nobody. */
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  readonly dataDir: string;
  readonly version: string;
}

export interface Headless extends AsyncDisposable {
  readonly ready: Ready;
}

/**
 * A connection that is kept for the next call stays this long, ms. Node's five seconds end it just when a program that
 * asks now and then, on a busy computer, has begun to use it again: that call fails and nobody knows whether it was heard.
 */
const keepAliveMs = 65_000;

/** The built files lie beside this bundle: out/main, out/engine, out/renderer, out/addresses. */
const engineFile = fileURLToPath(new URL('../engine/engine-process.js', import.meta.url));
const scanThread = new URL('../scan/scan-thread.js', import.meta.url);
/** How a browser on this computer may call it. Media is served on this computer only. */
const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];
const addressFile = fileURLToPath(new URL('../addresses/addresses.table', import.meta.url));
const pageFolder = fileURLToPath(new URL('../renderer', import.meta.url));

/** The app without a window: its interface over HTTP and WebSocket on this computer. @throws AppError as startApp and listen */
export async function startHeadless({ port, host, dataDir, version }: HeadlessOptions): Promise<Headless> {
  await using stack = new AsyncDisposableStack();
  const paths = findPaths(dataDir, { env: process.env, platform: process.platform });
  const token = makeToken();
  // The port first: a second start that cannot have it must not touch the data of the first.
  const server = createServer({ keepAliveTimeout: keepAliveMs });
  const boundPort = await listen(server, { host, port });
  stack.defer(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const logger = openLogFile(paths.log);
  const addresses = stack.use(
    openAddressTable({
      file: addressFile,
      onError: (error) => logger.warn('addresses.no-table', { error: errorLabel(error) }),
    }),
  );
  const app = stack.use(
    await startApp({
      paths,
      clock: systemClock,
      logger,
      fork: forkNodeEngine({ engineFile, paths }),
      addresses,
      secrets: noSecretStore,
      version,
      scanThread,
      mediaFolders: () => findMediaFolders({ env: process.env, platform: process.platform, home: homedir() }),
      pageOrigins: loopbackNames.map((name) => `http://${name}:${boundPort}`),
    }),
  );
  const { handlers } = app;
  const visitors = makeVisitors({ note: app.note });
  stack.use(openWebSocketDoor({ server, handlers, token, logger, visitors }));
  const answer = makeHttpDoor({ handlers, token, version, logger, pageFolder, visitors });
  server.on('request', (request, response) => void answer(request, response));
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`;
  stack.use(await writeInstance(paths.instance, { origin, token, pid: process.pid, version }));
  const owned = stack.move();
  return {
    ready: { url: `${origin}/#token=${token}`, token, pid: process.pid, dataDir: paths.dataDir, version },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
