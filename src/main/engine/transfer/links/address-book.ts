import type { LinkMode } from '../encryption/index.ts';

/** Where an address was heard of; those that a person named are never forgotten. */
export type PeerOrigin = 'named' | 'tracker' | 'dht' | 'pex' | 'lan' | 'resume';

export type Transport = 'tcp' | 'utp';

export interface KnownAddress {
  /** `ip:port` or `[v6]:port`. */
  readonly text: string;
  readonly host: string;
  readonly port: number;
  readonly origin: PeerOrigin;
  failures: number;
  /** Not before, ms. */
  nextMs: number;
  /** Being dialled or linked. */
  isInUse: boolean;
  /** Known to have everything: of no use to one that has everything. */
  isSeed: boolean;
  /** How it is dialled; undefined: as the profile begins with strangers. */
  mode: LinkMode | undefined;
  /** By which it was reached last. */
  transport: Transport | undefined;
  /** The last attempt was in the other mode already. */
  hasTriedBoth: boolean;
}

/** Addresses of peers of one torrent. */
export interface AddressBook {
  /** @returns whether it is new */
  add(text: string, origin: PeerOrigin): boolean;
  find(text: string): KnownAddress | undefined;
  /** The one to dial next, if any is due. */
  next(isUseful: (address: KnownAddress) => boolean): KnownAddress | undefined;
  /** It could not be reached, or left without having been of use. */
  failed(address: KnownAddress): void;
  /** It was linked, and is not any more. */
  parted(address: KnownAddress): void;
  forget(address: KnownAddress): void;
}

interface AddressBookParts {
  readonly nowMs: () => number;
  readonly random: () => number;
}

/** Trackers and peers name as many as they like; these are kept. */
const maxAddresses = 1_000;
/** After a first, second, … failure, ms; then forgotten, or tried at the last pace where a person named it. */
const waitsMs = [1_000, 5_000, 15_000, 60_000, 300_000, 900_000];
/** A link that ended may be made again after so long, ms. */
const partedMs = 10_000;

const literal = /^(?:\[([0-9a-f:.]+)\]|(\d{1,3}(?:\.\d{1,3}){3})):(\d{1,5})$/iu;

export function makeAddressBook({ nowMs, random }: AddressBookParts): AddressBook {
  const known = new Map<string, KnownAddress>();

  /** Somewhat at random, so that two that hung up on each other do not meet again in the same instant. */
  const later = (ms: number) => nowMs() + ms * (0.75 + random() / 2);

  return {
    add(text, origin) {
      const [, v6, v4, digits] = literal.exec(text) ?? [];
      const host = v6 ?? v4;
      const port = Number(digits);
      if (host === undefined || !(port >= 1 && port <= 65_535)) return false;
      const before = known.get(text);
      if (before !== undefined) {
        if (origin === 'named' && !before.isInUse) before.nextMs = nowMs();
        return false;
      }
      if (known.size >= maxAddresses && origin !== 'named') return false;
      known.set(text, {
        text,
        host,
        port,
        origin,
        failures: 0,
        nextMs: nowMs(),
        isInUse: false,
        isSeed: false,
        mode: undefined,
        transport: undefined,
        hasTriedBoth: false,
      });
      return true;
    },
    find: (text) => known.get(text),
    next(isUseful) {
      let best: KnownAddress | undefined;
      for (const address of known.values()) {
        if (address.isInUse || address.nextMs > nowMs() || !isUseful(address)) continue;
        if (best === undefined || address.failures < best.failures) best = address;
      }
      return best;
    },
    failed(address) {
      address.isInUse = false;
      address.hasTriedBoth = false;
      const wait = waitsMs[address.failures++];
      if (wait === undefined && address.origin !== 'named') known.delete(address.text);
      else address.nextMs = later(wait ?? waitsMs.at(-1) ?? 0);
    },
    parted(address) {
      address.isInUse = false;
      address.failures = 0;
      address.nextMs = later(partedMs);
    },
    forget: (address) => void known.delete(address.text),
  };
}
