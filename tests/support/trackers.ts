import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Server } from 'bittorrent-tracker';
import { findFreePort } from './free-port.ts';
import { startProgram } from './outside-program.ts';

/** One tracker, by the URLs under which it can be announced to. */
export interface Tracker extends AsyncDisposable {
  readonly http: string;
  readonly udp: string;
}

/** What a peer said of itself when it announced, bytes. */
export interface Announce {
  readonly event: 'start' | 'update' | 'complete' | 'stop';
  /** Infinite where it did not say. */
  readonly left: number;
  readonly downloaded: number;
  readonly uploaded: number;
}

/** By what a peer made itself known when it announced: 40 hex characters, and the port it is reached on. */
export interface Announcer {
  readonly infoHash: string;
  readonly peerId: string;
  readonly port: number;
}

export interface OwnTracker extends Tracker {
  readonly webSocket: string;
  /** All announces so far. */
  readonly announces: readonly Announce[];
  /** Whose they were, in the same order. */
  readonly announcers: readonly Announcer[];
}

/** The tracker of the WebTorrent project, in this process: it also introduces peers in browsers to each other. */
export async function startTracker(): Promise<OwnTracker> {
  const announces: Announce[] = [];
  const announcers: Announcer[] = [];
  const server = new Server({ stats: false });
  server.on('warning', () => undefined); // what a peer sent was no announce
  for (const event of ['start', 'update', 'complete', 'stop'] as const) {
    server.on(event, (_peer: string, said: Readonly<Record<string, unknown>>) => {
      const [left, downloaded, uploaded] = [
        Number(said.left),
        Number(said.downloaded),
        Number(said.uploaded),
      ];
      announces.push({ event, left, downloaded, uploaded });
      announcers.push({
        infoHash: String(said.info_hash),
        peerId: String(said.peer_id),
        port: Number(said.port),
      });
    });
  }
  server.listen(0, { http: '127.0.0.1', udp: '127.0.0.1', udp6: '::1' });
  await once(server, 'listening');
  const { port } = server.http.address() as AddressInfo; // listening on a TCP port
  return {
    http: `http://127.0.0.1:${port}/announce`,
    udp: `udp://127.0.0.1:${server.udp.address().port}/announce`,
    webSocket: `ws://127.0.0.1:${port}`,
    announces,
    announcers,
    [Symbol.asyncDispose]: () => {
      server.http.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * The tracker that many public ones run, as Debian builds it: it serves only torrents that it was told of.
 * @param folder of its own, made by it
 */
export async function startOpentracker(folder: string, infoHashes: readonly string[]): Promise<Tracker> {
  const port = await findFreePort();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'allowed'), `${infoHashes.join('\n')}\n`);
  const ports = ['-i', '127.0.0.1', '-p', String(port), '-P', String(port)];
  // Started by root it makes the folder its root and becomes nobody before it reads the list.
  const program = startProgram('opentracker', [...ports, '-d', folder, '-w', 'allowed']);
  const url = `127.0.0.1:${port}/announce`;
  await program.answers(() => fetch(`http://${url}`));
  return {
    http: `http://${url}`,
    udp: `udp://${url}`,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
