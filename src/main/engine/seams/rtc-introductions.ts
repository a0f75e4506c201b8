import type { RtcConnection } from 'webtorrent';

/** WebRTC connections of one torrent that are not open yet, and the choice between two to the same peer. */
export interface RtcIntroductions {
  add(connection: RtcConnection): void;
  stop(): void;
}

interface RtcIntroductionsParts {
  /** 40 hex characters. */
  readonly ourPeerId: string;
  /** Open: what is said on it comes at once. @returns the way to end it */
  onOpen(connection: RtcConnection): () => void;
}

/** A connection that does not open, ms. */
const patienceMs = 25_000;
/** Not open yet; each costs memory and threads. */
const maxWaiting = 60;

/**
 * Two peers that offer each other a connection at the same time have two. Each is kept until either is open; if both
 * open, the one that was offered by the peer with the greater id stays: the other side comes to the same.
 */
export function makeRtcIntroductions({ ourPeerId, onOpen }: RtcIntroductionsParts): RtcIntroductions {
  const waiting = new Map<RtcConnection, NodeJS.Timeout>();
  const open = new Map<string, { readonly initiator: boolean; readonly end: () => void }>();

  function leave(connection: RtcConnection): void {
    clearTimeout(waiting.get(connection));
    waiting.delete(connection);
  }

  function opened(connection: RtcConnection): void {
    leave(connection);
    const { id, initiator } = connection;
    const first = open.get(id);
    if (first !== undefined && first.initiator !== initiator) {
      const weAreGreater = ourPeerId > id;
      if (initiator !== weAreGreater) return connection.destroy();
    }
    first?.end();
    const one = { initiator, end: onOpen(connection) };
    open.set(id, one);
    connection.once('close', () => {
      if (open.get(id) === one) open.delete(id);
    });
  }

  return {
    add(connection) {
      connection.on('error', () => undefined);
      connection.once('close', () => leave(connection));
      if (connection.connected) {
        opened(connection);
        return;
      }
      if (waiting.size >= maxWaiting) {
        connection.destroy();
        return;
      }
      waiting.set(
        connection,
        setTimeout(() => connection.destroy(), patienceMs),
      );
      connection.once('connect', () => opened(connection));
    },
    stop() {
      for (const connection of [...waiting.keys()]) connection.destroy();
      for (const { end } of [...open.values()]) end();
    },
  };
}
