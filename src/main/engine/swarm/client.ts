import WebTorrent from 'webtorrent';
import type { EngineOptions } from '#shared/contract/engine-door.ts';
import { errorCode } from '../content/content-error.ts';
import type { IceServer } from '../seams/index.ts';
import type { EngineDoor, PeerUdp } from '../../ports/engine-door.ts';
import type { Channel } from '../transfer/channel.ts';
import type { Identity } from './identity.ts';

export interface SwarmClient {
  /** Undefined where the profile has no uTP: then the DHT has a socket of its own. */
  readonly udp: PeerUdp | undefined;
  readonly webtorrent: WebTorrent;
  readonly listenPort: number;
  /** The port that was asked for belongs to another program; this run uses another. */
  readonly portWasTaken: boolean;
  /** Whom WebRTC connections that are made from now on ask for their address; nobody yet. */
  readonly iceServers: IceServer[];
}

interface SwarmClientParts {
  readonly options: EngineOptions;
  readonly own: Identity;
  readonly door: Pick<EngineDoor, 'openPeerUdp' | 'exposure'>;
  /** Peers that dial us by uTP. */
  readonly onUtp: (channel: Channel) => void;
}

/** The system gives a TCP port whose UDP port may be another program's. */
const maxTries = 5;

/**
 * Starts WebTorrent and waits until it listens. What it would do outside of peers, trackers and DHT is off: LAN
 * multicast (it names private torrents, facts in docs/webtorrent-faults.md), port mapping, its uTP (ours stands beside it) and
 * its own encryption, whose handshake can end the process.
 */
export function startSwarmClient(parts: SwarmClientParts): Promise<SwarmClient> {
  // The DHT begins before anybody could listen to what it says.
  const purpose = { kind: 'dht', torrent: null, learns: ['dht-id'] } as const;
  return parts.door.exposure.during(purpose, () => listenSomewhere(parts));
}

async function listenSomewhere(parts: SwarmClientParts): Promise<SwarmClient> {
  const { listenPort } = parts.options;
  for (let tries = 1; ; tries++) {
    const port = tries === 1 ? listenPort : 0;
    try {
      return { ...(await listen(parts, port)), portWasTaken: tries > 1 && listenPort !== 0 };
    } catch (error) {
      if (tries === maxTries || errorCode(error) !== 'EADDRINUSE') throw error;
    }
  }
}

async function listen(
  { options, own, door, onUtp }: SwarmClientParts,
  port: number,
): Promise<Omit<SwarmClient, 'portWasTaken'>> {
  const udp = options.utp ? door.openPeerUdp(onUtp) : undefined;
  const dht = {
    ...(options.dhtBootstrap.length > 0 ? { bootstrap: options.dhtBootstrap } : {}),
    ...(udp === undefined ? {} : { socket: udp.dhtSocket }),
  };
  const iceServers: IceServer[] = [];
  const webtorrent = new WebTorrent({
    peerId: own.peerId,
    userAgent: own.userAgent,
    torrentPort: port,
    dhtPort: port,
    dht: options.dht ? dht : false,
    tracker: options.trackers ? (options.webRtc ? { rtcConfig: { iceServers } } : { wrtc: false }) : false,
    // Peers, their exchange, web seeds and limits are ours (../transfer).
    utPex: false,
    webSeeds: false,
    lsd: false,
    natUpnp: false,
    natPmp: false,
    utp: false,
    secure: 0,
  });
  const listening = Promise.withResolvers<undefined>();
  webtorrent.once('error', listening.reject);
  webtorrent.once('listening', () => listening.resolve(undefined));
  try {
    await listening.promise;
    await udp?.listen(webtorrent.torrentPort);
  } catch (error) {
    udp?.close();
    if (!webtorrent.destroyed) webtorrent.destroy(() => undefined);
    throw error;
  }
  webtorrent.removeListener('error', listening.reject);
  return { webtorrent, udp, listenPort: webtorrent.torrentPort, iceServers };
}
