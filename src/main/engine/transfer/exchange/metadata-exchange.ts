import { makeExtensions, makeMetadataFetch, makePeerExchange } from '../extensions/index.ts';
import type { ExtensionPeer } from '../extensions/index.ts';
import { messageId, type Greeted, type PeerSays, type WireListener } from '../wire/index.ts';
import { partyOf } from '../links/party.ts';
import type { Speaks } from './interface.ts';
import { formatAddress } from './peer.ts';
import { requestQueue } from './uploads.ts';

/** Peers of a torrent of which only the infohash is known: they are asked for its description, and for nothing else. */
export interface MetadataExchange {
  readonly peers: ReadonlySet<ExtensionPeer>;
  welcome(greeted: Greeted, direction: 'in' | 'out'): void;
  pulse(): void;
  leave(): void;
}

interface MetadataExchangeParts {
  /** 20 bytes. */
  readonly infoHash: Uint8Array;
  readonly speaks: Speaks;
  readonly nowMs: () => number;
  onInfo(infoBytes: Uint8Array): void;
  onAddresses(addresses: readonly string[]): void;
  /** It was told of other peers. */
  onTold(peer: ExtensionPeer): void;
  onSays(peer: ExtensionPeer, says: PeerSays): void;
  onGone(peer: ExtensionPeer): void;
  /** What it sent is the description of something else. */
  onLie(peer: ExtensionPeer): void;
}

export function makeMetadataExchange(parts: MetadataExchangeParts): MetadataExchange {
  const { infoHash, speaks, nowMs } = parts;
  const peers = new Set<ExtensionPeer>();
  const extensions = makeExtensions({
    infoBytes: undefined,
    fetch: makeMetadataFetch({
      infoHash,
      nowMs,
      onInfo: parts.onInfo,
      onWrong(peer) {
        parts.onLie(peer);
        peer.wire.destroy('violation', 'The peer sent the description of something else.');
      },
    }),
    pex: speaks.pex
      ? makePeerExchange({
          peers: () => peers,
          nowMs,
          onAddresses: (added) => parts.onAddresses(added),
          onTold: parts.onTold,
        })
      : undefined,
    clientName: speaks.clientName,
    listenPort: speaks.listenPort,
    requestQueue,
    yourIpOf: ({ wire }) => speaks.yourIpOf(wire.channel.remote?.address ?? ''),
    onSays: parts.onSays,
    onDontHave: () => undefined,
  });

  return {
    peers,
    welcome({ wire, theirs }, direction) {
      const { remote } = wire.channel;
      const peer: ExtensionPeer = {
        wire,
        direction,
        hasExtensions: theirs.speaks.extensions,
        peerId: theirs.peerId,
        party: partyOf(remote, theirs.peerId),
        listenAddress: direction === 'out' && remote !== undefined ? formatAddress(remote) : undefined,
        says: undefined,
      };
      peers.add(peer);
      wire.listen(
        hearOnlyExtensions(
          (id, body) => {
            extensions.hear(peer, id, body);
            wire.writer.flush();
          },
          () => {
            peers.delete(peer);
            extensions.drop(peer);
            parts.onGone(peer);
          },
        ),
      );
      extensions.greet(peer);
      if (theirs.speaks.fast) wire.writer.plain(messageId.haveNone);
      wire.writer.flush();
    },
    pulse: () => extensions.pulse(),
    leave() {
      for (const peer of [...peers]) peer.wire.destroy('ours', 'The description is here.');
    },
  };
}

/** What else a peer says means nothing before the pieces are known. */
function hearOnlyExtensions(
  onExtended: (id: number, body: Uint8Array) => void,
  onEnd: () => void,
): WireListener {
  const nothing = () => undefined;
  return {
    onChoke: nothing,
    onUnchoke: nothing,
    onInterested: nothing,
    onHave: nothing,
    onBitfield: nothing,
    onHaveAll: nothing,
    onHaveNone: nothing,
    onRequest: nothing,
    onCancel: nothing,
    onReject: nothing,
    onAllowedFast: nothing,
    onPort: nothing,
    onBlockBegin: nothing,
    onBlockBytes: nothing,
    onBlockEnd: nothing,
    onQuiet: nothing,
    onSent: nothing,
    onExtended,
    onEnd,
  };
}
