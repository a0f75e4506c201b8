import type { Arenas } from '../buffers/index.ts';
import type { Channel, PeerAddress } from '../channel.ts';
import { hiddenName, type EncryptionPolicy } from '../encryption/index.ts';
import type { Greeted, Introduction } from '../wire/index.ts';
import { openLink, type Opening } from './open-link.ts';
import type { Places } from './places.ts';

/** Receives peers that dial us, and finds out for which torrent they come. */
export interface Reception {
  receive(channel: Channel): void;
  /** Strangers that do not introduce themselves leave; about once a second. */
  pulse(): void;
  stop(): void;
}

/** A torrent that is at home to strangers. */
export interface Host {
  readonly introduction: Introduction;
  readonly hasRoom: boolean;
  welcome(greeted: Greeted): void;
}

interface ReceptionParts {
  readonly arenas: Arenas;
  readonly places: Places;
  readonly policy: EncryptionPolicy;
  /** By infohash, 40 hex characters. */
  readonly hosts: ReadonlyMap<string, Host>;
  readonly isBanned: (party: string) => boolean;
  readonly nowMs: () => number;
  /** It came to our port and was sent away, or did not say for what. */
  onStranger(remote: PeerAddress): void;
}

/** Strangers that have not introduced themselves; each costs a socket. */
const maxStrangers = 200;
const maxFromOneAddress = 20;
const greetWithinMs = 15_000;

export function makeReception(parts: ReceptionParts): Reception {
  const { arenas, places, policy, hosts, isBanned, nowMs } = parts;
  const strangers = new Map<Opening, { readonly untilMs: number; readonly address: string }>();

  function countFrom(address: string): number {
    let count = 0;
    for (const stranger of strangers.values()) if (stranger.address === address) count++;
    return count;
  }

  function mayEnter(address: string): boolean {
    return places.hasRoom && !isBanned(address) && countFrom(address) < maxFromOneAddress;
  }

  /** Those that are slow to say who they are must not keep others out. */
  function sendOldestAway(): void {
    const [oldest] = strangers.keys();
    oldest?.destroy('Others wait.');
  }

  function findHidden(hidden: Uint8Array): Uint8Array | undefined {
    for (const { introduction } of hosts.values())
      if (Buffer.compare(hiddenName(introduction.infoHash), hidden) === 0) return introduction.infoHash;
    return undefined;
  }

  return {
    receive(channel) {
      const address = channel.remote?.address ?? '';
      if (strangers.size >= maxStrangers) sendOldestAway();
      const isStranger = () => channel.remote !== undefined && parts.onStranger(channel.remote);
      if (!mayEnter(address)) {
        isStranger();
        channel.destroy();
        return;
      }
      const opening: Opening = openLink({
        channel,
        arenas,
        policy,
        role: {
          kind: 'accepted',
          find(infoHash) {
            const host = hosts.get(Buffer.from(infoHash).toString('hex'));
            return host?.hasRoom === true ? host.introduction : undefined;
          },
          findHidden,
        },
        onGreeted(greeted) {
          strangers.delete(opening);
          const host = hosts.get(Buffer.from(greeted.theirs.infoHash).toString('hex'));
          if (host === undefined) greeted.wire.destroy('ours', 'The torrent has stopped.');
          else host.welcome(greeted);
        },
        onFail() {
          strangers.delete(opening);
          isStranger();
        },
      });
      strangers.set(opening, { untilMs: nowMs() + greetWithinMs, address });
    },
    pulse() {
      for (const [opening, { untilMs }] of strangers)
        if (nowMs() > untilMs) opening.destroy('It did not introduce itself.');
    },
    stop() {
      for (const opening of [...strangers.keys()]) opening.destroy('Warren stops.');
    },
  };
}
