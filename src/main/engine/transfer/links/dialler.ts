import type { Arenas } from '../buffers/index.ts';
import type { Channel, PeerAddress } from '../channel.ts';
import { firstMode, otherMode, type EncryptionPolicy } from '../encryption/index.ts';
import type { Greeted, Introduction } from '../wire/index.ts';
import { makeAddressBook, type KnownAddress, type PeerOrigin, type Transport } from './address-book.ts';
import { openLink } from './open-link.ts';
import type { Places } from './places.ts';

/** Connects to the peers of one torrent that it hears of. */
export interface Dialler {
  add(address: string, origin: PeerOrigin): void;
  /** A link to it has ended. */
  parted(address: string, { wasSeed }: { readonly wasSeed: boolean }): void;
  /** Dials who is due; about once a second. */
  pulse(): void;
  stop(): void;
}

/** @returns the way to give up, after which `done` is not called */
type Dial = (address: string, port: number, done: (result: Channel | Error) => void) => () => void;

interface DiallerParts {
  readonly dial: Dial;
  /** Undefined where the profile has no uTP. Where it has, it is tried when TCP does not get through. */
  readonly dialUtp: Dial | undefined;
  readonly arenas: Arenas;
  readonly places: Places;
  readonly ours: Introduction;
  readonly policy: EncryptionPolicy;
  readonly isBanned: (remote: PeerAddress) => boolean;
  /** Whether somebody is linked already under this address. */
  readonly isLinked: (address: string) => boolean;
  /** Whether another peer is wanted now. */
  readonly wantsMore: () => boolean;
  /** Whether those that have everything are of use. */
  readonly wantsSeeds: () => boolean;
  readonly nowMs: () => number;
  readonly random: () => number;
  onGreeted(greeted: Greeted): void;
}

/** A peer that does not answer: connecting, then both handshakes, ms. */
const connectWithinMs = 10_000;
const greetWithinMs = 20_000;
/** Behind a router that lets no TCP in, nobody says so: soon it is uTP's turn, ms. */
const firstWithinMs = 4_000;

interface Attempt {
  readonly address: KnownAddress;
  untilMs: number;
  giveUp(why: string): void;
}

export function makeDialler(parts: DiallerParts): Dialler {
  const { dial, dialUtp, arenas, places, ours, policy, nowMs, random } = parts;
  const book = makeAddressBook({ nowMs, random });
  const attempts = new Set<Attempt>();
  let isStopped = false;

  function attempt(address: KnownAddress): void {
    address.isInUse = true;
    const release = places.opening();
    const one: Attempt = { address, untilMs: nowMs() + connectWithinMs, giveUp: () => undefined };
    attempts.add(one);

    function end(): void {
      attempts.delete(one);
      release();
    }

    function fail(): void {
      end();
      book.failed(address);
    }

    /** It was reached and hung up: some do on what they do not know or do not want. Once in each way, then later. */
    function tryOtherMode(): void {
      const mode = address.mode ?? firstMode(policy);
      const other = otherMode(policy, mode);
      if (other === undefined || address.hasTriedBoth) {
        // It may take peers by the other transport only, and listen by this one all the same.
        if (dialUtp !== undefined) address.transport = address.transport === 'tcp' ? 'utp' : 'tcp';
        return fail();
      }
      end();
      address.mode = other;
      address.hasTriedBoth = true;
      address.isInUse = false;
      dialNext();
    }

    function greet(channel: Channel): void {
      one.untilMs = nowMs() + greetWithinMs;
      const opening = openLink({
        channel,
        arenas,
        policy,
        role: { kind: 'dialled', ours, mode: address.mode ?? firstMode(policy) },
        onGreeted(greeted) {
          end();
          address.hasTriedBoth = false;
          parts.onGreeted(greeted);
        },
        onFail: () => tryOtherMode(),
      });
      one.giveUp = (why) => opening.destroy(why);
    }

    /** One transport after the other, never both: the one that worked last comes first. */
    function connect(transports: readonly Transport[]): void {
      const [transport, ...others] = transports;
      if (transport === undefined) return fail();
      const connectBy = transport === 'utp' ? dialUtp : dial;
      if (connectBy === undefined) return connect(others);
      one.untilMs = nowMs() + (others.length > 0 ? firstWithinMs : connectWithinMs);
      const giveUp = connectBy(address.host, address.port, (result) => {
        if (result instanceof Error) return connect(others);
        address.transport = transport;
        greet(result);
      });
      one.giveUp = () => {
        giveUp();
        if (isStopped) fail();
        else connect(others);
      };
    }

    if (dialUtp === undefined) connect(['tcp']);
    else connect(address.transport === 'utp' ? ['utp', 'tcp'] : ['tcp', 'utp']);
  }

  function isUseful(address: KnownAddress): boolean {
    if (address.isSeed && !parts.wantsSeeds()) return false;
    return !parts.isBanned({ address: address.host, port: address.port }) && !parts.isLinked(address.text);
  }

  function dialNext(): void {
    while (!isStopped && places.mayDial && parts.wantsMore()) {
      const address = book.next(isUseful);
      if (address === undefined) return;
      attempt(address);
    }
  }

  return {
    add(address, origin) {
      book.add(address, origin);
      dialNext();
    },
    parted(text, { wasSeed }) {
      const address = book.find(text);
      if (address === undefined) return;
      address.isSeed = wasSeed;
      book.parted(address);
    },
    pulse() {
      for (const one of [...attempts]) if (nowMs() > one.untilMs) one.giveUp('It does not answer.');
      dialNext();
    },
    stop() {
      isStopped = true;
      for (const one of [...attempts]) one.giveUp('The torrent has stopped.');
    },
  };
}
