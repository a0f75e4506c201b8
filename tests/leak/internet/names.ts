import { internet } from '../bed/addresses.ts';

const { services, dead, peer, stun, otherStun } = internet;

interface NameRecords {
  readonly A: readonly string[];
  readonly AAAA: readonly string[];
  /** Does not fit into a UDP packet: has to be asked again by TCP. */
  readonly isLong?: true;
}

/** Has a certificate. */
export const secureName = 'secure-tracker.example';

/** Every name there is. Where a client tries one address after the other, the first is one that refuses. */
export const names: Readonly<Record<string, NameRecords>> = {
  'tracker.example': { A: [dead.v4, services.v4], AAAA: [dead.v6, services.v6] },
  [secureName]: { A: [dead.v4, services.v4], AAAA: [dead.v6] },
  'udp-tracker.example': { A: [services.v4, dead.v4], AAAA: [services.v6] },
  'websocket-tracker.example': { A: [dead.v4, services.v4], AAAA: [dead.v6] },
  'seed.example': { A: [services.v4], AAAA: [] },
  'elsewhere.example': { A: [dead.v4, services.v4], AAAA: [], isLong: true },
  'source.example': { A: [services.v4], AAAA: [services.v6] },
  'entrance.example': { A: [services.v4], AAAA: [] },
  'peer.example': { A: [peer.v4], AAAA: [] },
  'stun.l.google.com': { A: [stun.v4], AAAA: [] },
  'global.stun.twilio.com': { A: [otherStun.v4], AAAA: [] },
};

export const ports = {
  http: 80,
  https: 443,
  stun: 19_302,
  otherStun: 3478,
  udpTracker: 6969,
  dht: 6881,
  tellingNode: 6882,
  peer: 6881,
} as const;

/** The ways to announce; the last one by address. */
export const trackers = {
  http: `http://tracker.example/announce`,
  udp: `udp://udp-tracker.example:${ports.udpTracker}/announce`,
  webSocket: 'ws://websocket-tracker.example',
  http6: `http://[${services.v6}]/announce`,
} as const;

export const dhtEntrance = `entrance.example:${ports.dht}`;
