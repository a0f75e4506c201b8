import type WebTorrent from 'webtorrent';
import type { EngineOptions } from '#shared/contract/engine-door.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EngineDoor, PeerUdp } from '../../ports/engine-door.ts';
import { endLateAnnounces, type DhtAnnounces } from '../faults/late-announces.ts';
import { outliveDhtPackets, outliveTrackerAnswers } from '../faults/strangers-answers.ts';
import { makeStunServers, noteDht, receiveIncoming, type StunServers } from '../seams/index.ts';
import { makeBanList, type BanList } from '../transfer/blame/index.ts';
import { makeArenas, makePieceBuffers, type Arenas, type PieceBuffers } from '../transfer/buffers/index.ts';
import type { Channel } from '../transfer/channel.ts';
import { makeLimiter, type Limiter } from '../transfer/limiter/index.ts';
import { makePlaces, makeReception, type Host, type Places } from '../transfer/links/index.ts';
import type { SwarmClient } from './client.ts';
import type { Identities } from './identity.ts';
import { hearObservedAddresses, type ObservedAddresses } from './observed-addresses.ts';
import { limitProcess, type ProcessLimits } from './limit-process.ts';

/** What all torrents of an engine process share. */
export interface Premises {
  readonly client: WebTorrent;
  /** Undefined where the profile has no DHT. */
  readonly dhtAnnounces: DhtAnnounces | undefined;
  readonly identities: Identities;
  readonly door: EngineDoor;
  readonly options: EngineOptions;
  readonly arenas: Arenas;
  readonly buffers: PieceBuffers;
  readonly bans: BanList;
  readonly places: Places;
  /** Undefined where the profile has no uTP. */
  readonly udp: PeerUdp | undefined;
  /** Undefined where the profile has no WebRTC. */
  readonly stun: StunServers | undefined;
  readonly limits: ProcessLimits;
  /** One that holds besides another. */
  makeLimiterBelow(parent: Limiter, limitBps: number | null): Limiter;
  /** Torrents that are at home to strangers, by infohash. */
  readonly hosts: Map<string, Host>;
  readonly observed: ObservedAddresses;
  /** A peer has dialled us. */
  receive(channel: Channel): void;
  /** Called about once a second. */
  readonly pulses: Set<() => void>;
  readonly nowMs: () => number;
  readonly random: () => number;
  stop(): void;
}

/** Links of this process; each costs a socket and some 20 KB. */
const maxLinks = 500;
/** Connections on the way: routers count them, and some systems allow few. */
const maxOpening = 40;
/** Pieces that are being put together: more than the processor's caches hold makes it slower. */
const pieceBufferBytes = 32 * 1024 * 1024;
const pulseMs = 1_000;

interface PremisesParts {
  readonly swarm: Pick<SwarmClient, 'webtorrent' | 'udp' | 'iceServers'>;
  readonly identities: Identities;
  readonly door: EngineDoor;
  readonly options: EngineOptions;
  readonly clock: Clock;
}

export function openPremises({ swarm, identities, door, options, clock }: PremisesParts): Premises {
  const { webtorrent: client, udp, iceServers } = swarm;
  const nowMs = () => clock.monotonicMs();
  const { random } = Math;
  const arenas = makeArenas({ arenaBytes: 256 * 1024, maxFree: 32 });
  const places = makePlaces({ maxLinks, maxOpening });
  const bans = makeBanList({ nowMs });
  const hosts = new Map<string, Host>();
  const pulses = new Set<() => void>();
  const limiterOf = (limitBps: number | null, parent?: Limiter) =>
    makeLimiter({
      limitBps,
      ...(parent === undefined ? {} : { parent }),
      nowMs,
      setTimer(ms, wake) {
        const timer = setTimeout(wake, ms);
        return () => clearTimeout(timer);
      },
    });
  const reception = makeReception({
    arenas,
    places,
    policy: options.encryption,
    hosts,
    isBanned: bans.isBanned,
    nowMs,
    onStranger: ({ address, port }) =>
      door.exposure.note({ kind: 'peer', torrent: null, address, port, direction: 'in', learns: ['port'] }),
  });
  outliveTrackerAnswers();
  if (client.dht !== false) {
    outliveDhtPackets(client.dht);
    noteDht(client.dht, door.exposure);
  }
  const dhtAnnounces = client.dht === false ? undefined : endLateAnnounces(client.dht);
  receiveIncoming(client, door, (channel) => reception.receive(channel));
  pulses.add(() => reception.pulse());
  const timer = setInterval(() => {
    for (const pulse of [...pulses]) pulse();
  }, pulseMs);

  return {
    client,
    dhtAnnounces,
    identities,
    door,
    options,
    arenas,
    buffers: makePieceBuffers({ maxBytes: pieceBufferBytes }),
    bans,
    places,
    udp,
    stun: options.webRtc
      ? makeStunServers({ iceServers, resolve: (name) => door.resolve(name), nowMs })
      : undefined,
    limits: limitProcess({ makeLimiter: limiterOf, options }),
    makeLimiterBelow: (parent, limitBps) => limiterOf(limitBps, parent),
    hosts,
    observed: hearObservedAddresses(client, (address, by) => door.observe(address, by)),
    receive: (channel) => reception.receive(channel),
    pulses,
    nowMs,
    random,
    stop() {
      clearInterval(timer);
      reception.stop();
      udp?.close();
    },
  };
}
