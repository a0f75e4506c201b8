import { randomBytes } from 'node:crypto';
import type { RemoteInfo } from 'node:dgram';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { LanDiscovery } from '../../ports/engine-door.ts';
import { boundTo, theDoor } from '../guard/door.ts';
import { isAllowedTarget } from '../guard/targets.ts';
import { encodeAnnouncements, parseAnnouncement } from './announcement.ts';
import { makeAnnounceSchedule } from './announce-schedule.ts';
import { joinGroup } from './group-socket.ts';
import { makeHearingLimit } from './hearing-limit.ts';

/** What was added within this time goes into the same datagrams, ms. */
const everyMs = 1_000;
/** A library of thousands is announced over some minutes instead of in one burst: some 20 datagrams at a time. */
const mostAtOnce = 480;

/**
 * Local service discovery (BEP 14) through the door of this process. Whoever calls it hands no private torrent over, nor
 * a magnet link of which nobody knows yet whether it is private.
 */
export function makeLanDiscovery(): LanDiscovery & Disposable {
  const door = theDoor();
  const bound = boundTo(door);
  const schedule = makeAnnounceSchedule();
  const limit = makeHearingLimit();
  const listeners = new Set<(infoHash: InfoHash, address: string) => void>();
  const cookie = randomBytes(8).toString('hex');

  function hear(bytes: Buffer, from: RemoteInfo): void {
    const now = performance.now();
    if (!limit.mayRead(now)) return;
    const heard = parseAnnouncement(bytes);
    if (heard === undefined || heard.cookie === cookie || !isPossiblePeer(from.address)) return;
    const address = from.family === 'IPv6' ? `[${from.address}]` : from.address;
    for (const infoHash of heard.infoHashes) {
      const peer = `${address}:${heard.port}`;
      if (!schedule.has(infoHash) || !limit.isNew(`${infoHash} ${peer}`, now)) continue;
      for (const listener of listeners) listener(infoHash, peer);
    }
  }

  /** Link-local addresses mean nothing without the interface, which an address of a peer does not name. */
  function isPossiblePeer(address: string): boolean {
    if (/^fe[89ab]/iu.test(address)) return false;
    return bound === undefined || isAllowedTarget(bound.to, address);
  }

  const sockets = ([4, 6] as const).flatMap((family) => joinGroup(family, hear) ?? []);

  const timer = setInterval(() => {
    if (door.isClosed) return clearInterval(timer);
    for (const [port, infoHashes] of schedule.takeDue(performance.now(), mostAtOnce))
      for (const socket of sockets)
        for (const bytes of encodeAnnouncements({ port, infoHashes, cookie }, socket.host))
          socket.send(bytes, parseAnnouncement(bytes)?.infoHashes ?? []);
  }, everyMs).unref();

  return {
    announce: (infoHash, port) => schedule.add(infoHash, port),
    forget: (infoHash) => schedule.remove(infoHash),
    onPeer: (listener) => void listeners.add(listener),
    [Symbol.dispose]: () => {
      clearInterval(timer);
      for (const socket of sockets) socket[Symbol.dispose]();
    },
  };
}
