import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { converse } from './conversation.ts';
import { ports } from './names.ts';
import type { Report } from './sighting.ts';
import { openUtpLine } from './utp-line.ts';

/** A peer whose tunnel went says no goodbye; without a word for so long, it is dialled again. */
const deadAfterMs = 500;

const byTcp = { asked: 'asked', received: 'received' } as const;
const byUtp = { asked: 'utp-asked', received: 'utp-received' } as const;

export interface InternetPeer {
  /** Connects to whoever announced something that this peer does not have, once at a time by each transport. */
  dial(infoHash: string, address: string, port: number): void;
}

interface PeerPlan {
  /** Where it is reached by TCP. */
  readonly addresses: readonly string[];
  /** Where it is reached by uTP, and by nothing else. */
  readonly utpAddress: string;
  readonly report: Report;
}

export async function servePeer({ addresses, utpAddress, report }: PeerPlan): Promise<InternetPeer> {
  for (const address of addresses) {
    const server = createServer((stream) => {
      const from = stream.remoteAddress ?? '';
      const onHandshake = (infoHash: string, peerId: string) =>
        report('peer-in', from, { infoHash, peerId, at: address });
      converse({ stream, from, wanted: undefined, report, witnesses: byTcp, onHandshake });
    });
    server.listen(ports.peer, address);
    await once(server, 'listening');
  }
  const line = await openUtpLine({
    address: utpAddress,
    port: ports.peer,
    onStream(stream, from) {
      const onHandshake = (infoHash: string, peerId: string) => report('utp-in', from, { infoHash, peerId });
      converse({ stream, from, wanted: undefined, report, witnesses: byUtp, onHandshake });
    },
  });

  const dialled = new Map<string, { stream: Duplex | undefined; heardAt: number }>();

  /** @param open nothing where nobody answers */
  async function call(key: string, open: () => Promise<Duplex | undefined>, talk: (stream: Duplex) => void) {
    const before = dialled.get(key);
    if (before !== undefined && Date.now() - before.heardAt < deadAfterMs) return;
    before?.stream?.destroy();
    const entry: typeof before = { stream: undefined, heardAt: Date.now() };
    dialled.set(key, entry);
    const forget = () => dialled.get(key) === entry && dialled.delete(key);
    const stream = await open();
    if (stream === undefined) return void forget();
    // It has been dialled again meanwhile.
    if (dialled.get(key) !== entry) return void stream.destroy();
    entry.stream = stream;
    stream.on('data', () => (entry.heardAt = Date.now()));
    stream.on('close', forget);
    talk(stream);
  }

  return {
    dial(infoHash, address, port) {
      const common = { from: address, wanted: infoHash, report };
      const key = `${infoHash} ${address} ${port}`;
      void call(
        `tcp ${key}`,
        () => Promise.resolve(connect({ host: address, port })),
        (stream) =>
          converse({
            ...common,
            stream,
            witnesses: byTcp,
            onHandshake: (_, peerId) => report('peer-out', address, { infoHash, port, peerId }),
          }),
      );
      // This side of it has no IPv6 address, as ours has none.
      if (address.includes(':')) return;
      void call(
        `utp ${key}`,
        () => line.dial(address, port),
        (stream) =>
          converse({
            ...common,
            stream,
            witnesses: byUtp,
            onHandshake: (_, peerId) => report('utp-out', address, { infoHash, port, peerId }),
          }),
      );
    },
  };
}
