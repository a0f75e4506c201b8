import type { ChokerPeer } from '../choker/index.ts';
import type { LimiterShare } from '../limiter/index.ts';
import type { PickerPeer } from '../picker/index.ts';
import { partyOf } from '../links/party.ts';
import { makeRateMeter, type RateMeter } from '../rate-meter.ts';
import type { Greeted, PeerSays, Wire } from '../wire/index.ts';
import type { Reading } from './reading.ts';
import type { Source } from './source.ts';

/** A block that a peer wants of us. */
export interface UploadRequest {
  readonly piece: number;
  readonly begin: number;
  readonly length: number;
}

/** One peer of one torrent, from its handshake to its end. */
export interface Peer extends Source, Omit<ChokerPeer, keyof Source> {
  readonly wire: Wire;
  readonly direction: 'in' | 'out';
  readonly isEncrypted: boolean;
  /** 20 bytes. */
  readonly peerId: Uint8Array;
  readonly hasFast: boolean;
  readonly hasExtensions: boolean;
  readonly hasDht: boolean;
  /** Where it can be reached by others: as we dialled it, or as it says in its extended handshake. */
  listenAddress: string | undefined;
  says: PeerSays | undefined;
  amChoking: boolean;
  amInterested: boolean;
  peerChoking: boolean;
  isInterested: boolean;
  hasSaidWhatItHas: boolean;
  /** Pieces that we may ask for while it chokes us (BEP 6). */
  readonly allowedFast: Set<number>;
  readonly uploads: UploadRequest[];
  /** A read for its next block is on the way. */
  isLoading: boolean;
  /** Has been asked and has given nothing for too long: it keeps one request at a time. */
  isSlow: boolean;
  readonly given: RateMeter;
  readonly taken: RateMeter;
  /** Set right after it was made. */
  shares: PeerShares;
  lastHeardMs: number;
  lastSaidMs: number;
  /** Since the link began. */
  receivedBytes: number;
  sentBytes: number;
}

export interface PeerShares {
  readonly down: Reading;
  readonly up: LimiterShare;
}

interface PeerParts {
  readonly greeted: Greeted;
  readonly direction: 'in' | 'out';
  readonly picks: PickerPeer;
  readonly makeShares: (peer: Peer) => PeerShares;
  readonly nowMs: () => number;
}

export function makePeer({ greeted, direction, picks, makeShares, nowMs }: PeerParts): Peer {
  const { wire, theirs, isEncrypted } = greeted;
  const { remote } = wire.channel;
  const given = makeRateMeter({ nowMs });
  const taken = makeRateMeter({ nowMs });
  const now = nowMs();
  const peer: Omit<Peer, 'shares'> = {
    wire,
    picks,
    party: partyOf(remote, theirs.peerId),
    direction,
    isEncrypted,
    peerId: theirs.peerId,
    hasFast: theirs.speaks.fast,
    hasExtensions: theirs.speaks.extensions,
    hasDht: theirs.speaks.dht,
    listenAddress: direction === 'out' && remote !== undefined ? formatAddress(remote) : undefined,
    says: undefined,
    amChoking: true,
    amInterested: false,
    peerChoking: true,
    isInterested: false,
    hasSaidWhatItHas: false,
    allowedFast: new Set(),
    uploads: [],
    isLoading: false,
    isSlow: false,
    incoming: undefined,
    lateBlocks: 0,
    given,
    taken,
    lastHeardMs: now,
    lastSaidMs: now,
    receivedBytes: 0,
    sentBytes: 0,
    connectedAtMs: now,
    lastGaveAtMs: -Infinity,
    wasAskedSinceMs: null,
    get takesBps() {
      return taken.bps;
    },
    get isSeed() {
      return picks.isSeed;
    },
  };
  const whole = peer as Peer; // `shares` follows: it needs the peer
  whole.shares = makeShares(whole);
  return whole;
}

export function formatAddress({
  address,
  port,
}: {
  readonly address: string;
  readonly port: number;
}): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
