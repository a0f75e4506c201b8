import type WebTorrent from 'webtorrent';
import type { TrackerClient } from 'webtorrent';
import type { EngineDoor } from '../../ports/engine-door.ts';
import { parseCompactAddress } from './compact-address.ts';

type By = Parameters<EngineDoor['observe']>[1];

/** Who said what is remembered for this many; the same one saying the same again counts once. */
const maxRemembered = 1_000;

/** Passes on what others say of our address, once for each that says it. */
export interface ObservedAddresses {
  /** `yourip` of an extended handshake (BEP 10). */
  fromPeer(peer: string, said: Uint8Array): void;
  /** `external ip` of a tracker's answer (BEP 24). */
  fromTracker(tracker: TrackerClient): void;
}

/** DHT nodes (`ip`, BEP 42) are followed from here on. */
export function hearObservedAddresses(
  client: Pick<WebTorrent, 'dht'>,
  observe: EngineDoor['observe'],
): ObservedAddresses {
  const heard = new Set<string>();

  function hear(by: By, from: string, said: unknown): void {
    const address = parseCompactAddress(said);
    if (address === undefined) return;
    const what = `${by} ${from} ${address}`;
    if (heard.has(what)) return;
    heard.add(what);
    const [oldest] = heard;
    if (heard.size > maxRemembered && oldest !== undefined) heard.delete(oldest);
    observe(address, by);
  }

  if (client.dht !== false) followDht(client.dht, (from, said) => hear('dht', from, said));
  return {
    fromPeer: (peer, said) => hear('peer', peer, said),
    fromTracker(tracker) {
      tracker.on('update', (answer: Readonly<Record<string, unknown>>) =>
        hear('tracker', String(answer.announce), answer['external ip']),
      );
    },
  };
}

/** Only answers to questions of ours count: anybody may send us a datagram. */
function followDht(
  dht: Exclude<WebTorrent['dht'], false>,
  hear: (from: string, said: unknown) => void,
): void {
  const { socket } = dht._rpc;
  const query = socket.query.bind(socket);
  socket.query = (node, question, onAnswer) =>
    query(node, question, (error, answer, from, asked) => {
      if (error === null && answer !== null) hear(from.address ?? '', answer.ip);
      onAnswer?.(error, answer, from, asked);
    });
}
