import type { ObservedAddress } from './observed.ts';

/** The way that the packets of a profile take, as far as it matters to who sees what. */
export interface DoorView {
  readonly profile: string;
  /** `any`: as the computer sends everything. */
  readonly binding: 'any' | 'interface' | 'lan';
  /** The one that it is tied to, else the one of the default route; null where neither is known. */
  readonly interface: string | null;
  /** Whether the address that others see is another one's: a tunnel, or a proxy. */
  readonly isTunnel: boolean;
  /** Whether IPv6 goes the same way. Where it does not, no IPv6 address may be seen. */
  readonly hasIpv6: boolean;
  readonly hasPeerIdPerTorrent: boolean;
  /** Whether trackers are asked at all. */
  readonly asksTrackers: boolean;
  /** Whether those that introduce browsers are among them: they are asked by WebSocket. */
  readonly hasWebRtc: boolean;
}

/** A torrent, as far as it matters to who sees what. */
export interface TorrentView {
  readonly id: string;
  readonly isPrivate: boolean;
  readonly isComplete: boolean;
  readonly isRunning: boolean;
  readonly trackers: readonly string[];
  /** Besides us, as trackers and peers tell; null where nobody has told. */
  readonly otherSeeds: number | null;
}

/** A question for a name, and where it went. */
export interface AskedName {
  readonly name: string;
  readonly resolver: string;
  readonly interface: string | null;
}

/** All that the rules look at for one torrent (or, without one, for one profile). */
export interface ExposureFacts {
  readonly door: DoorView;
  readonly torrent: TorrentView | null;
  readonly observed: readonly ObservedAddress[];
  /** Addresses that must not be seen where the door hides them: of other interfaces, and as seen through these. */
  readonly homeAddresses: readonly string[];
  readonly askedNames: readonly AskedName[];
  /** Peers of this torrent that were linked without encryption; not those on this computer. */
  readonly plainTextPeers: number;
  /** DHT nodes that learned its infohash; not those on this computer. */
  readonly dhtNodes: number;
  /** Other running torrents that use the same door. */
  readonly otherTorrents: number;
}
