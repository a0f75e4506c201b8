import { createServer } from 'node:http';
import { encodeBencode } from '#shared/domain/bencode.ts';
import { harnessAddress, type World } from '../world.ts';

/** An HTTP tracker (BEP 3, BEP 23) that knows the peers of one run: the one way to find peers that all clients share. */
export interface Tracker extends AsyncDisposable {
  readonly url: string;
}

/** Seconds; longer than any run, so that each client announces once. */
const announceEvery = 1800;

/** @param peers `ip:port`, told to whoever asks */
export async function serveTracker({ freshPort }: World, peers: readonly string[]): Promise<Tracker> {
  const answer = encodeBencode({ interval: announceEvery, peers: compact(peers) });
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain').end(answer);
  });
  const port = freshPort();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, harnessAddress, resolve);
  });
  return {
    url: `http://${harnessAddress}:${port}/announce`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Six bytes for each peer: IPv4 address and port. */
function compact(peers: readonly string[]): Uint8Array {
  return Uint8Array.from(
    peers.flatMap((peer) => {
      const [host = '', port = ''] = peer.split(':');
      return [...host.split('.').map(Number), Number(port) >> 8, Number(port) & 0xff];
    }),
  );
}
