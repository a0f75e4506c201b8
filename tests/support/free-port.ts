import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

/** A TCP port that was free a moment ago, for programs that cannot choose one by themselves. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server has one while it listens
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when somebody listens on a TCP port of this computer. @throws Error when nobody does */
export async function canConnect(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
}
