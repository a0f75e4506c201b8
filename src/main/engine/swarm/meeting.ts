import type { StartTorrent } from '#shared/contract/engine.ts';
import type { AnnouncedFigures, TrackerClient } from 'webtorrent';
import { discoverPeers, makeRtcIntroductions, rtcChannel } from '../seams/index.ts';
import { makeDialler, openLink, partyOf, type PeerOrigin } from '../transfer/links/index.ts';
import type { Greeted, Introduction } from '../transfer/wire/index.ts';
import type { Premises } from './premises.ts';
import { resolvePeer } from './peer-by-name.ts';

/** How the peers of one torrent and we find each other, by every way that its profile allows. */
export interface Meeting {
  /** `host:port`; a name is looked up through the door, where the profile allows it. */
  add(address: string, origin: PeerOrigin): void;
  /** A link that came about here has ended. */
  parted(address: string | undefined, how: { readonly wasSeed: boolean }): void;
  /** The last wanted piece has come. */
  complete(): void;
  /** Resolves when nobody can come any more; trackers have been told, unless it is to start anew at once. */
  leave(how?: { readonly quietly: boolean }): Promise<void>;
}

interface MeetingParts {
  readonly premises: Premises;
  readonly start: StartTorrent;
  readonly figures: () => AnnouncedFigures;
  /** How many are linked now. */
  readonly linked: () => number;
  readonly isLinked: (address: string) => boolean;
  readonly wantsSeeds: () => boolean;
  onGreeted(greeted: Greeted, direction: 'in' | 'out'): void;
  onTracker(tracker: TrackerClient): void;
  onError(error: Error): void;
}

const nobody = new Uint8Array(0);
/** For one torrent. */
const maxPeers = 80;

export function meetPeers(parts: MeetingParts): Meeting {
  const { premises, start, linked, onGreeted } = parts;
  const { client, door, udp, options, identities, arenas, places, bans, nowMs, random } = premises;
  const own = identities.of(start.infoHash);
  const asPeer = { kind: 'peer', torrent: start.infoHash } as const;
  const introduction: Introduction = {
    infoHash: Buffer.from(start.infoHash, 'hex'),
    peerId: Buffer.from(own.peerId, 'hex'),
    speaks: { extensions: true, fast: true, dht: !start.isPrivate && client.dht !== false },
  };

  function greeted(one: Greeted, direction: 'in' | 'out'): void {
    if (bans.isBanned(partyOf(one.wire.channel.remote, one.theirs.peerId)))
      return one.wire.destroy('ours', 'It is banned.');
    onGreeted(one, direction);
  }

  const dialler = makeDialler({
    dial: (address, port, done) => door.exposure.during(asPeer, () => door.dial(address, port, done)),
    dialUtp:
      udp && ((address, port, done) => door.exposure.during(asPeer, () => udp.dial(address, port, done))),
    arenas,
    places,
    ours: introduction,
    policy: options.encryption,
    isBanned: (remote) => bans.isBanned(partyOf(remote, nobody)),
    isLinked: parts.isLinked,
    wantsMore: () => linked() < maxPeers,
    wantsSeeds: parts.wantsSeeds,
    nowMs,
    random,
    onGreeted: (one) => greeted(one, 'out'),
  });
  const rtc = makeRtcIntroductions({
    ourPeerId: own.peerId,
    onOpen(connection) {
      const opening = openLink({
        channel: rtcChannel(connection),
        arenas,
        // The connection is encrypted by itself.
        policy: 'allowed',
        role: { kind: 'dialled', ours: introduction, mode: 'plain' },
        onGreeted: (one) => greeted(one, connection.initiator ? 'out' : 'in'),
        onFail: () => undefined,
      });
      return () => opening.destroy('There is another link to it.');
    },
  });
  const discovery = discoverPeers({
    client,
    dhtAnnounces: premises.dhtAnnounces,
    exposure: door.exposure,
    namesClient: options.identity.clientName,
    stun: premises.stun,
    own,
    start,
    figures: parts.figures,
    onAddress: (address, origin) => dialler.add(address, origin),
    onRtc: (connection) => (linked() < maxPeers ? rtc.add(connection) : connection.destroy()),
    onTracker: parts.onTracker,
    onError: parts.onError,
  });
  const pulse = () => dialler.pulse();
  premises.pulses.add(pulse);
  premises.hosts.set(start.infoHash, {
    introduction,
    get hasRoom() {
      return linked() < maxPeers;
    },
    welcome: (one) => greeted(one, 'in'),
  });

  function add(address: string, origin: PeerOrigin): void {
    door.exposure.during(asPeer, () =>
      resolvePeer(address, { door, peerNames: options.peerNames }, (literal) => dialler.add(literal, origin)),
    );
  }

  for (const peer of start.peers) add(peer, 'named');

  return {
    add,
    parted(address, how) {
      if (address !== undefined) dialler.parted(address, how);
    },
    complete: () => discovery.complete(),
    leave({ quietly } = { quietly: false }) {
      premises.pulses.delete(pulse);
      premises.hosts.delete(start.infoHash);
      dialler.stop();
      rtc.stop();
      return quietly ? discovery.leaveQuietly() : discovery.leave();
    },
  };
}
