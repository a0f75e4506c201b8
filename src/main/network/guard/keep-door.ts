import net from 'node:net';
import type { Audit, CloseReason, DoorFacts } from '#shared/contract/engine-door.ts';
import type { EngineDoor, LanDiscovery } from '../../ports/engine-door.ts';
import { exposure } from '../exposure/exposure.ts';
import { during } from '../exposure/purpose.ts';
import { makePortKeeper } from '../port-mapping/port-keeper.ts';
import { listInterfaces } from '../system/interfaces.ts';
import { watchForChanges } from '../watch/watch.ts';
import { whatChanged } from '../watch/what-changed.ts';
import { auditSockets } from './audit.ts';
import { denialCounts, deny } from './denials.ts';
import { boundTo, theDoor } from './door.ts';
import { fetchRange } from './fetch-range.ts';
import { makeObservations } from './observations.ts';
import { openPeerUdp, type OpenPeerUdp } from './peer-udp.ts';
import { probeDoor } from './probe.ts';
import { resolveName } from './resolver.ts';
import { channelOfAccepted, dialTcp } from './tcp-channel.ts';
import { listenTcp } from './tcp.ts';

/** How often the process looks at its own sockets, ms; a look takes some 0.1 ms. */
const auditEveryMs = 1_000;
const routerPurpose = { kind: 'router', torrent: null, learns: ['port'] } as const;
const noDns = new Map<string, readonly string[]>();

/**
 * Holds the door of this engine process open for as long as its interface is what it was, and shuts it at the first
 * sign that it is not. Established TCP connections give no error by themselves when their interface goes.
 */
export function keepDoor(lan: LanDiscovery | undefined): EngineDoor {
  const door = theDoor();
  const bound = boundTo(door);
  const observations = makeObservations();
  let externalPort: number | null = null;
  const ports = makePortKeeper({ observe: (address) => observations.add(address, 'gateway') });
  let listenProblem: string | null = null;
  let second: net.Server | undefined;
  let peerUdp: OpenPeerUdp | undefined;

  /** @returns whether the door is open still */
  function look(): boolean {
    if (bound === undefined || door.isClosed) return !door.isClosed;
    const found = listInterfaces(process.platform, noDns).find(({ name }) => name === bound.to.name);
    const change = whatChanged(bound.to, found);
    if (change !== undefined) door.close(change.reason, change.message);
    return change === undefined;
  }

  function audit(): Audit {
    const found = auditSockets(door.binding, door.sockets);
    if (found.unexplained === null || found.unexplained === 0 || door.isClosed) return found;
    // To the kernel, sockets of an interface that is gone are tied to nothing. After a sleep this is the first to see it.
    if (!look()) return { ...found, unexplained: 0 };
    const message = `${found.unexplained} of its sockets are not tied to the network interface.`;
    door.close('left-the-door', message);
    return found;
  }

  function facts(): DoorFacts {
    return {
      denied: denialCounts(),
      observed: observations.list(),
      receivedBytes: door.receivedBytes,
      externalPort,
      portProblem: listenProblem ?? ports.problem(),
    };
  }

  if (bound !== undefined) {
    watchForChanges(process.platform, () => {
      look();
      audit();
    });
    setInterval(audit, auditEveryMs).unref();
    // Between the core's look and ours something may have happened.
    look();
  }
  return {
    facts,
    onClose: (listener) => door.onClose(listener),
    shut: (reason: CloseReason, message: string) => door.close(reason, message),
    probe: probeDoor,
    resolve: resolveName,
    refuseName: () => void deny('name'),
    audit,
    keepPort: (...wish) => during(routerPurpose, () => ports.keepPort(...wish)),
    reachedOn(port, listenPort, onConnection) {
      externalPort = port;
      second?.close();
      second = undefined;
      listenProblem = null;
      const also = port === listenPort ? null : port;
      const isTaken = () => void (listenProblem = `Another program listens on port ${String(also)}.`);
      // Whoever hears of the port dials it by TCP or by uTP.
      peerUdp?.listenAlso(also).catch(isTaken);
      if (also === null) return;
      second = net.createServer({ pauseOnConnect: true }, onConnection);
      second.on('error', isTaken);
      listenTcp(second, also);
    },
    release() {
      ports.keepPort(null, 0, () => undefined);
      return ports.settled();
    },
    observe: (address, by) => observations.add(address, by),
    dial: dialTcp,
    openPeerUdp: (onChannel) => (peerUdp = openPeerUdp(onChannel)),
    fetchRange,
    channelOf: channelOfAccepted,
    lan,
    exposure,
  };
}
