import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import type { Link } from '../../../../src/shared/contract/frames.ts';
import { portLink, processLink, socketLink } from '../../../../src/shared/contract/links.ts';
import { serve } from '../../../../src/shared/contract/serve.ts';
import { makeSampleHandlers, sample, type Seen } from './sample.ts';

/** The sample contract served at the other end of a real carrier. */
export interface Served extends AsyncDisposable {
  readonly link: Link;
  /** Undefined where the serving side is another process or thread. */
  readonly seen: Seen | undefined;
  /** The other end goes without a word. */
  vanish(): Promise<void>;
  /** Sends something that is no frame of ours. */
  sendRaw(raw: unknown): void;
}

const peerFile = join(import.meta.dirname, 'peer.ts');

export const carriers = {
  'message port': overPort,
  'worker thread': overWorker,
  'forked process': overProcess,
  websocket: overSocket,
} as const satisfies Record<string, () => Promise<Served>>;

function overPort(): Promise<Served> {
  const { port1, port2 } = new MessageChannel();
  const seen = { produced: 0, ended: 0, aborted: 0 };
  serve(sample, makeSampleHandlers(seen), portLink(port1 as never)); // Node's port has the listed methods
  return Promise.resolve({
    link: portLink(port2 as never), // likewise
    seen,
    vanish: () => {
      port1.close();
      return Promise.resolve();
    },
    sendRaw: (raw) => port2.postMessage(raw),
    [Symbol.asyncDispose]: () => {
      port1.close();
      return Promise.resolve();
    },
  });
}

function overWorker(): Promise<Served> {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(peerFile, { workerData: { port: port1 }, transferList: [port1] });
  const end = async () => {
    await worker.terminate();
  };
  return Promise.resolve({
    link: portLink(port2 as never), // likewise
    seen: undefined,
    vanish: end,
    sendRaw: (raw) => port2.postMessage(raw),
    [Symbol.asyncDispose]: async () => {
      port2.close();
      await end();
    },
  });
}

function overProcess(): Promise<Served> {
  const child = fork(peerFile, { serialization: 'advanced' });
  const exited = once(child, 'close');
  const end = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  return Promise.resolve({
    link: processLink(child),
    seen: undefined,
    vanish: end,
    sendRaw: (raw) => void child.send(raw as object),
    [Symbol.asyncDispose]: end,
  });
}

async function overSocket(): Promise<Served> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const seen = { produced: 0, ended: 0, aborted: 0 };
  sockets.on('connection', (socket) => {
    serve(sample, makeSampleHandlers(seen), socketLink(socket, { reportsFlush: true }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(socket, 'open');
  const end = () => {
    for (const client of sockets.clients) client.terminate();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    link: socketLink(socket, { reportsFlush: false }),
    seen,
    vanish: end,
    sendRaw: (raw) => socket.send(typeof raw === 'string' ? raw : JSON.stringify(raw)),
    [Symbol.asyncDispose]: async () => {
      socket.terminate();
      await end();
    },
  };
}
