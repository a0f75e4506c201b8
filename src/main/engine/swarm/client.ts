import WebTorrent from 'webtorrent';
import type { EngineOptions } from '#shared/contract/engine-door.ts';
import type { Exposure } from '../../ports/exposure.ts';
import { errorCode } from '../content/content-error.ts';
import { iceServers } from '../seams/index.ts';
import type { Identity } from './identity.ts';

export interface SwarmClient {
  readonly webtorrent: WebTorrent;
  readonly listenPort: number;
  /** The port that was asked for belongs to another program; this run uses another. */
  readonly portWasTaken: boolean;
}

/**
 * Starts WebTorrent and waits until it listens. What it would do outside of peers, trackers and DHT is off: LAN
 * multicast (it names private torrents, facts in docs/webtorrent-faults.md), port mapping, uTP and its own encryption, whose
 * handshake can end the process.
 */
export function startSwarmClient(
  options: EngineOptions,
  own: Identity,
  exposure: Exposure,
): Promise<SwarmClient> {
  // The DHT begins before anybody could listen to what it says.
  const purpose = { kind: 'dht', torrent: null, learns: ['dht-id'] } as const;
  return exposure.during(purpose, () => listenSomewhere(options, own));
}

async function listenSomewhere(options: EngineOptions, own: Identity): Promise<SwarmClient> {
  try {
    return { ...(await listen(options, own, options.listenPort)), portWasTaken: false };
  } catch (error) {
    if (options.listenPort === 0 || errorCode(error) !== 'EADDRINUSE') throw error;
    return { ...(await listen(options, own, 0)), portWasTaken: true };
  }
}

function listen(
  options: EngineOptions,
  own: Identity,
  port: number,
): Promise<Omit<SwarmClient, 'portWasTaken'>> {
  const webtorrent = new WebTorrent({
    peerId: own.peerId,
    userAgent: own.userAgent,
    torrentPort: port,
    dhtPort: port,
    dht: options.dht ? (options.dhtBootstrap.length > 0 ? { bootstrap: options.dhtBootstrap } : {}) : false,
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
  return new Promise((resolve, reject) => {
    webtorrent.once('error', reject);
    webtorrent.once('listening', () => {
      webtorrent.removeListener('error', reject);
      resolve({ webtorrent, listenPort: webtorrent.torrentPort });
    });
  });
}
