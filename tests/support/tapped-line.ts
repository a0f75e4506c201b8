import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a peer on which everything that is said can be heard. */
export interface TappedLine extends AsyncDisposable {
  /** In the place of the peer's own. */
  readonly address: string;
  /** Connections that have ended. */
  readonly ended: number;
  /** Whether anybody has said this in the clear, in either direction. */
  heard(text: string): boolean;
}

/** More than any handshake; what follows is payload, bytes. */
const keptBytes = 100_000;

/** @param to `127.0.0.1:PORT` */
export async function startTap(to: string): Promise<TappedLine> {
  const [host = '', port] = to.split(':');
  const sockets = new Set<Socket>();
  const said: Buffer[] = [];
  let kept = 0;
  let ended = 0;
  const keep = (chunk: Buffer) => {
    if (kept < keptBytes) said.push(chunk);
    kept += chunk.length;
  };
  const server = createServer((near) => {
    const far = connect(Number(port), host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('data', keep);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    near.on('close', () => {
      ended++;
      far.destroy();
    });
    far.on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`, // listening on a TCP port
    get ended() {
      return ended;
    },
    heard: (text) => Buffer.concat(said).includes(text),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
