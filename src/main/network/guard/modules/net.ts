// What `node:net` is inside an engine process (engine.vite.config.ts puts it in its place).
import net from 'node:net';
import { connectTcp, listenTcp } from '../tcp.ts';

export * from 'node:net';

/** `connect({ host, port }, cb)` and `connect(port, host?, cb?)`; no local sockets (paths): no peer is behind one. */
export function connect(...given: unknown[]): net.Socket {
  const onConnect = given.find((argument) => typeof argument === 'function') as (() => void) | undefined;
  const [first, second] = given;
  if (typeof first === 'object' && first !== null) {
    const { host = '127.0.0.1', port } = first as { host?: string; port?: unknown };
    return connectTcp({ host, port: Number(port) }, onConnect);
  }
  return connectTcp(
    { port: Number(first), host: typeof second === 'string' ? second : '127.0.0.1' },
    onConnect,
  );
}
export const createConnection = connect;

/** Its `listen` takes `(port, cb)`, the only form that the engine uses. */
export function createServer(...given: Parameters<typeof net.createServer>): net.Server {
  const onConnection = given.find((argument) => typeof argument === 'function');
  // Whoever takes a connection begins to read it (../tcp-channel.ts).
  const server = net.createServer({ pauseOnConnect: true }, onConnection);
  const listen = (port: number, onListening?: () => void) => listenTcp(server, port, onListening);
  // Not by assignment: the tripwire has made the prototype's method read-only.
  Object.defineProperty(server, 'listen', { value: listen });
  return server;
}

export default { ...net, connect, createConnection, createServer };
