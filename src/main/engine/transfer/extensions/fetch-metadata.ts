import { hash } from 'node:crypto';
import { encodeBencode } from '#shared/domain/bencode.ts';
import type { ExtensionPeer } from './extension-peer.ts';
import { metadataMessage, metadataPartBytes, type MetadataMessage } from './metadata-messages.ts';

/** Fetches the info dictionary of a magnet link from peers (BEP 9). */
export interface MetadataFetch {
  /** It has said how large the dictionary is. */
  ask(peer: ExtensionPeer): void;
  hear(peer: ExtensionPeer, message: MetadataMessage): void;
  drop(peer: ExtensionPeer): void;
  /** Gives up on peers that do not answer. */
  pulse(): void;
}

interface MetadataFetchParts {
  /** 20 bytes: what the dictionary must hash to. */
  readonly infoHash: Uint8Array;
  readonly nowMs: () => number;
  /** The dictionary as it came: encoded anew, keys in an unusual order would give another hash. */
  onInfo(infoBytes: Uint8Array): void;
  /** What this peer sent is something else. */
  onWrong(peer: ExtensionPeer): void;
}

/** Each peer sends the whole of it, so that a wrong one is known for sure; this many at a time bound the memory. */
const maxAtOnce = 4;
/** A peer that has sent nothing for so long is given up, ms. */
const patienceMs = 10_000;

interface Fetching {
  readonly bytes: Uint8Array;
  readonly missing: Set<number>;
  lastHeardMs: number;
}

export function makeMetadataFetch({ infoHash, nowMs, onInfo, onWrong }: MetadataFetchParts): MetadataFetch {
  const waiting = new Set<ExtensionPeer>();
  const fetching = new Map<ExtensionPeer, Fetching>();
  let isDone = false;

  function begin(peer: ExtensionPeer): void {
    const id = peer.says?.extensions.get('ut_metadata');
    const size = peer.says?.metadataBytes;
    if (id === undefined || size === undefined) return;
    const parts = Math.ceil(size / metadataPartBytes);
    const missing = new Set(Array.from({ length: parts }, (_, part) => part));
    fetching.set(peer, { bytes: new Uint8Array(size), missing, lastHeardMs: nowMs() });
    // All at once: it is one way there and back for the whole dictionary.
    for (const part of missing)
      peer.wire.writer.extended(id, encodeBencode({ msg_type: metadataMessage.request, piece: part }));
    peer.wire.writer.flush();
  }

  function next(): void {
    if (isDone) return;
    for (const peer of waiting) {
      if (fetching.size >= maxAtOnce) return;
      waiting.delete(peer);
      begin(peer);
    }
  }

  function drop(peer: ExtensionPeer): void {
    waiting.delete(peer);
    if (fetching.delete(peer)) next();
  }

  function finish(peer: ExtensionPeer, bytes: Uint8Array): void {
    if (Buffer.compare(hash('sha1', bytes, 'buffer'), infoHash) === 0) {
      isDone = true;
      waiting.clear();
      fetching.clear();
      onInfo(bytes);
      return;
    }
    drop(peer);
    onWrong(peer);
  }

  return {
    ask(peer) {
      if (isDone || fetching.has(peer)) return;
      waiting.add(peer);
      next();
    },
    hear(peer, { kind, part, bytes }) {
      const one = fetching.get(peer);
      if (one === undefined || kind === 'request') return;
      if (kind === 'reject') {
        drop(peer);
        return;
      }
      const start = part * metadataPartBytes;
      const length = Math.min(metadataPartBytes, one.bytes.length - start);
      if (!one.missing.has(part)) return;
      if (bytes.length !== length) {
        drop(peer);
        onWrong(peer);
        return;
      }
      one.missing.delete(part);
      one.lastHeardMs = nowMs();
      one.bytes.set(bytes, start);
      if (one.missing.size === 0) finish(peer, one.bytes);
    },
    drop,
    pulse() {
      for (const [peer, { lastHeardMs }] of fetching) if (nowMs() - lastHeardMs > patienceMs) drop(peer);
    },
  };
}
