import {
  encodeExtendedHandshake,
  ourExtensions,
  parseExtendedHandshake,
  type Extension,
  type PeerSays,
} from '../wire/index.ts';
import type { ExtensionPeer } from './extension-peer.ts';
import type { MetadataFetch } from './fetch-metadata.ts';
import { parseMetadataMessage } from './metadata-messages.ts';
import type { PeerExchange } from './peer-exchange.ts';
import { serveMetadata } from './serve-metadata.ts';

/** The extension protocol (BEP 10) with the peers of one torrent. */
export interface Extensions {
  /** Says what we speak; call right after the handshake. */
  greet(peer: ExtensionPeer): void;
  hear(peer: ExtensionPeer, id: number, body: Uint8Array): void;
  drop(peer: ExtensionPeer): void;
  pulse(): void;
}

interface ExtensionsParts {
  /** Undefined while only a magnet link is known. */
  readonly infoBytes: Uint8Array | undefined;
  readonly fetch: MetadataFetch | undefined;
  /** Undefined where peers are not told of each other: private torrents, profiles without it. */
  readonly pex: PeerExchange | undefined;
  readonly clientName: string | undefined;
  readonly listenPort: () => number | undefined;
  readonly requestQueue: number;
  /** The peer's address as bytes, told back to it. */
  readonly yourIpOf: (peer: ExtensionPeer) => Uint8Array | undefined;
  onSays(peer: ExtensionPeer, says: PeerSays): void;
  onDontHave(peer: ExtensionPeer, piece: number): void;
}

export function makeExtensions(parts: ExtensionsParts): Extensions {
  const { infoBytes, fetch, pex } = parts;
  const spoken: Extension[] = [
    'ut_metadata',
    'lt_donthave',
    ...(pex === undefined ? [] : ['ut_pex' as const]),
  ];

  function onHandshake(peer: ExtensionPeer, body: Uint8Array): void {
    const says = parseExtendedHandshake(body);
    if (says === undefined)
      return peer.wire.destroy('violation', 'The peer sent a handshake that cannot be read.');
    peer.says = merge(peer.says, says);
    const { remote } = peer.wire.channel;
    if (peer.direction === 'in' && says.listenPort !== undefined && remote !== undefined) {
      const host = remote.address.includes(':') ? `[${remote.address}]` : remote.address;
      peer.listenAddress = `${host}:${says.listenPort}`;
    }
    parts.onSays(peer, says);
    if (fetch !== undefined && says.metadataBytes !== undefined) fetch.ask(peer);
  }

  function onMetadata(peer: ExtensionPeer, body: Uint8Array): void {
    const message = parseMetadataMessage(body);
    if (message === undefined) return;
    if (message.kind === 'request') serveMetadata(peer, message.part, infoBytes);
    else fetch?.hear(peer, message);
  }

  return {
    greet(peer) {
      if (!peer.hasExtensions) return;
      const handshake = encodeExtendedHandshake({
        client: parts.clientName,
        listenPort: parts.listenPort(),
        requestQueue: parts.requestQueue,
        yourIp: parts.yourIpOf(peer),
        metadataBytes: infoBytes?.length,
        extensions: spoken,
      });
      peer.wire.writer.extended(0, handshake);
    },
    hear(peer, id, body) {
      if (!peer.hasExtensions) return;
      if (id === 0) onHandshake(peer, body);
      else if (id === ourExtensions.ut_metadata) onMetadata(peer, body);
      else if (id === ourExtensions.ut_pex) pex?.hear(peer, body);
      else if (id === ourExtensions.lt_donthave && body.length === 4)
        parts.onDontHave(peer, new DataView(body.buffer, body.byteOffset).getUint32(0));
    },
    drop(peer) {
      fetch?.drop(peer);
      pex?.drop(peer);
    },
    pulse() {
      fetch?.pulse();
      pex?.pulse();
    },
  };
}

/** A second handshake changes what it names and leaves the rest (BEP 10). */
function merge(before: PeerSays | undefined, now: PeerSays): PeerSays {
  const extensions = new Map([...(before?.extensions ?? []), ...now.extensions]);
  for (const [name, id] of extensions) if (id === 0) extensions.delete(name);
  return {
    extensions,
    client: now.client === '' ? (before?.client ?? '') : now.client,
    listenPort: now.listenPort ?? before?.listenPort,
    requestQueue: now.requestQueue ?? before?.requestQueue,
    yourIp: now.yourIp ?? before?.yourIp,
    metadataBytes: now.metadataBytes ?? before?.metadataBytes,
  };
}
