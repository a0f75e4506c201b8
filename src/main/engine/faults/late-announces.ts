import type { Dht } from 'webtorrent';
import { parseInfoHash, type InfoHash } from '#shared/domain/info-hash.ts';

/** Which torrents the DHT may be told of. */
export interface DhtAnnounces {
  /** @returns how to end it: from then on the DHT is not asked for the torrent, nor told that we have it */
  begin(infoHash: InfoHash): () => void;
}

/** What is said to whoever wanted to announce. */
const isLetGo = 'The torrent has been let go.';

/**
 * Fault: a torrent that is let go while the DHT is being asked for it goes on being asked for, and is announced at the
 * end, also when it was let go for being private (docs/webtorrent-faults.md, 21).
 *
 * Mend: the search ends with the torrent, and whatever would still be announced is not sent.
 */
export function endLateAnnounces(dht: Dht): DhtAnnounces {
  const { socket } = dht._rpc;
  const lookup = dht.lookup.bind(dht);
  const announce = dht.announce.bind(dht);
  const send = socket.send.bind(socket);
  /** How many are at it: whoever starts anew may begin before the one before has ended. */
  const running = new Map<InfoHash, number>();
  const searches = new Map<InfoHash, Set<() => void>>();

  dht.lookup = (target, onEnd) => {
    const infoHash = read(target);
    const abort = lookup(target, (error, count) => {
      if (infoHash !== undefined) searches.get(infoHash)?.delete(abort);
      onEnd?.(error, count);
    });
    if (infoHash !== undefined) searches.set(infoHash, (searches.get(infoHash) ?? new Set()).add(abort));
    return abort;
  };
  // The search before an announce ends with this method.
  dht.announce = (target, port, onEnd) => {
    const infoHash = read(target);
    if (infoHash !== undefined && running.has(infoHash)) announce(target, port, onEnd);
    else onEnd?.(new Error(isLetGo));
  };
  // Of twenty nodes that are to be told, sixteen are told at once, and the others when one of them has answered.
  socket.send = (node, message, onSent) => {
    const { q, a } = message as { readonly q?: string; readonly a?: { readonly info_hash?: Uint8Array } };
    const infoHash = q === 'announce_peer' && a?.info_hash !== undefined ? read(a.info_hash) : undefined;
    if (infoHash !== undefined && !running.has(infoHash)) onSent?.(new Error(isLetGo));
    else send(node, message, onSent);
  };

  function end(infoHash: InfoHash): void {
    const left = (running.get(infoHash) ?? 0) - 1;
    if (left > 0) {
      running.set(infoHash, left);
      return;
    }
    running.delete(infoHash);
    for (const abort of searches.get(infoHash) ?? []) abort();
    searches.delete(infoHash);
  }

  return {
    begin(infoHash) {
      running.set(infoHash, (running.get(infoHash) ?? 0) + 1);
      let hasEnded = false;
      return () => {
        if (!hasEnded) end(infoHash);
        hasEnded = true;
      };
    },
  };
}

function read(infoHash: string | Uint8Array): InfoHash | undefined {
  return parseInfoHash(typeof infoHash === 'string' ? infoHash : Buffer.from(infoHash).toString('hex'));
}
