import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A proxy on loopback that does what it is asked, and writes down what that was. */
export interface TestProxy extends AsyncDisposable {
  readonly port: number;
  /** `host:port`, as it was asked for: a name as a name. */
  readonly asked: readonly string[];
  /** How often somebody came with a wrong user or password. */
  readonly refused: number;
}

interface TestProxyPlan {
  /** What a client must know; undefined: nothing. */
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Where it was before; a free one else. */
  readonly port?: number;
  /** Names that it knows. */
  readonly names?: Readonly<Record<string, string>>;
}

/** What others see of whoever comes through it: an address of this computer that nobody else uses. */
export const proxyAddress = '127.0.0.9';

type Serve = (client: Socket, world: World) => Promise<void>;

interface World extends TestProxyPlan {
  /** Connects on behalf of the client. @returns undefined where that fails */
  reach(host: string, port: number): Promise<Socket | undefined>;
  refuse(): void;
}

async function startProxy(serve: Serve, plan: TestProxyPlan): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  let refused = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    return socket;
  };
  const world: World = {
    ...plan,
    refuse: () => refused++,
    async reach(host, port) {
      asked.push(`${host}:${port}`);
      const far = keep(
        connect({
          host: plan.names?.[host] ?? host,
          port,
          localAddress: proxyAddress,
          family: 4,
          allowHalfOpen: true,
        }),
      );
      const isThere = await once(far, 'connect').then(
        () => true,
        () => false,
      );
      return isThere ? far : undefined;
    },
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    keep(client);
    serve(client, world).catch(() => client.destroy());
  }).listen(plan.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port, // TCP and listening
    asked,
    get refused() {
      return refused;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function join(client: Socket, far: Socket): void {
  client.pipe(far).pipe(client);
  client.once('close', () => far.destroy());
  far.once('close', () => client.destroy());
}

/** Exactly so many bytes. @throws where the client hangs up before */
async function take(client: Socket, bytes: number): Promise<Buffer> {
  for (;;) {
    const taken = client.read(bytes) as Buffer | null; // without an encoding these are buffers
    if (taken !== null) return taken;
    if (client.readableEnded || client.destroyed) throw new Error('It hung up.');
    await Promise.race([once(client, 'readable'), once(client, 'end'), once(client, 'close')]);
  }
}

/** SOCKS5 (RFC 1928) with CONNECT, without credentials or with those of RFC 1929. */
export function startSocksProxy(plan: TestProxyPlan = {}): Promise<TestProxy> {
  return startProxy(async (client, { credentials, reach, refuse }) => {
    const [, methods = 0] = await take(client, 2);
    const offered = await take(client, methods);
    const method = credentials === undefined ? 0 : 2;
    if (!offered.includes(method)) return void client.end(Buffer.from([5, 0xff]));
    client.write(Buffer.from([5, method]));
    if (credentials !== undefined) {
      const [, userLength = 0] = await take(client, 2);
      const user = (await take(client, userLength)).toString();
      const [passwordLength = 0] = await take(client, 1);
      const password = (await take(client, passwordLength)).toString();
      const isRight = user === credentials.user && password === credentials.password;
      if (!isRight) {
        refuse();
        return void client.end(Buffer.from([1, 1]));
      }
      client.write(Buffer.from([1, 0]));
    }
    const [, , , kind] = await take(client, 4);
    const host = await takeHost(client, kind ?? 0);
    const port = (await take(client, 2)).readUInt16BE(0);
    const far = await reach(host, port);
    client.write(Buffer.from([5, far === undefined ? 5 : 0, 0, 1, 0, 0, 0, 0, 0, 0]));
    if (far === undefined) client.end();
    else join(client, far);
  }, plan);
}

async function takeHost(client: Socket, kind: number): Promise<string> {
  if (kind === 1) return [...(await take(client, 4))].join('.');
  if (kind === 3) {
    const [length = 0] = await take(client, 1);
    return (await take(client, length)).toString();
  }
  const words = (await take(client, 16)).toString('hex').match(/.{4}/gu) ?? [];
  return words.join(':');
}

/** HTTP with CONNECT (RFC 9110, 9.3.6) and basic credentials. */
export function startHttpProxy(plan: TestProxyPlan = {}): Promise<TestProxy> {
  return startProxy(async (client, { credentials, reach, refuse }) => {
    let head = '';
    while (!head.endsWith('\r\n\r\n')) head += (await take(client, 1)).toString('latin1');
    const [, host = '', port = ''] = /^CONNECT (.*):(\d+) HTTP\/1\.1\r\n/u.exec(head) ?? [];
    const [, given = ''] = /\r\nproxy-authorization: Basic (\S+)\r\n/iu.exec(head) ?? [];
    if (credentials !== undefined) {
      const wanted = `${credentials.user}:${credentials.password}`;
      if (Buffer.from(given, 'base64').toString() !== wanted) {
        refuse();
        return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      }
    }
    const far = await reach(host, Number(port));
    if (far === undefined) return void client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n');
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    join(client, far);
  }, plan);
}
