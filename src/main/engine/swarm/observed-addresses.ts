import type WebTorrent from 'webtorrent';
import type { Torrent, TrackerClient, Wire } from 'webtorrent';
import type { EngineDoor } from '../../ports/engine-door.ts';
import { parseCompactAddress, toCompactAddress } from './compact-address.ts';

type By = Parameters<EngineDoor['observe']>[1];

/** Who said what is remembered for this many; the same one saying the same again counts once. */
const maxRemembered = 1_000;

/**
 * Passes on which address others say we have: peers (`yourip`, BEP 10), trackers (`external ip`, BEP 24) and DHT nodes
 * (`ip`, BEP 42). Tells peers theirs in return. Call before the first torrent is added.
 */
export function hearObservedAddresses(client: WebTorrent, observe: EngineDoor['observe']): void {
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

  client.on('add', (torrent) => {
    torrent.on('wire', (wire) => {
      tellItsAddress(wire);
      wire.on('extended', (name: unknown, handshake: { readonly yourip?: unknown }) => {
        if (name === 'handshake') hear('peer', wire.remoteAddress ?? '', handshake.yourip);
      });
    });
    followTrackers(torrent, (tracker) => {
      tracker.on('update', (answer: Readonly<Record<string, unknown>>) =>
        hear('tracker', String(answer.announce), answer['external ip']),
      );
    });
  });
  if (client.dht !== false) followDht(client.dht, (from, said) => hear('dht', from, said));
}

function tellItsAddress(wire: Wire): void {
  if (!wire.type.startsWith('tcp') || wire.remoteAddress === undefined) return;
  const yourip = toCompactAddress(wire.remoteAddress);
  if (yourip !== undefined) wire.extendedHandshake.yourip = yourip;
}

/** Discovery starts right after `infoHash` where only a magnet link is known, else before `ready`. */
function followTrackers(torrent: Torrent, follow: (tracker: TrackerClient) => void): void {
  let followed: TrackerClient | undefined;
  const look = () => {
    const tracker = torrent.discovery?.tracker;
    if (!tracker || tracker === followed) return;
    followed = tracker;
    follow(tracker);
  };
  torrent.on('infoHash', () => queueMicrotask(look));
  torrent.on('ready', look);
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
