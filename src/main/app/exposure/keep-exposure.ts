import type { Contact } from '#shared/contract/engine-exposure.ts';
import { interfaceOf } from '#shared/contract/profile.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import type { ExposureStore, RecordedContact } from '../../catalog/index.ts';
import { makeContactLedger } from '../../network/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Noted } from '../../ports/exposure.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { AddressTable, Whereabouts } from '../../ports/whereabouts.ts';
import { interfaceOfAddress } from './interface-of.ts';

/** Writes down what the engines say of who learned what, in batches, for as long as the user wants it kept. */
export interface ExposureKeeper extends Disposable {
  onContacts(profile: string, contacts: readonly Contact[]): void;
  /** Somebody came to a door of this computer itself: a player, or who steers it. */
  note(noted: Noted): void;
  /** Resolves when what was said until now is written; call before reading. */
  flush(): Promise<void>;
  /** @param torrent a whole infohash; undefined: everything. @returns how many parties */
  forget(torrent: string | undefined): Promise<number>;
  /** Grows with everything that is written or forgotten. */
  readonly revision: number;
}

interface KeepExposureParts {
  readonly store: Pick<ExposureStore, 'record' | 'forget' | 'forgetBefore'>;
  readonly clock: Clock;
  readonly logger: Logger;
  settings(): Settings;
  interfaces(): readonly NetworkInterface[];
  readonly addresses: AddressTable;
}

/** As it was said, with what was true then. */
interface Waiting {
  readonly contact: Contact;
  readonly profile: string;
  /** Of the profile; undefined where it is tied to none. */
  readonly bound: string | undefined;
  readonly interfaces: readonly NetworkInterface[];
}

const nowhere: Whereabouts = { country: null, network: null };

/** What comes to this computer itself goes through none. */
const noProfile = '';

const writeEveryMs = 1_000;
const lookForOldEveryMs = 600_000;
const dayMs = 86_400_000;
/** Where the disk is full, what waits to be written; the oldest is lost first. */
const maxWaiting = 50_000;
/** Written or deleted in one go, some 80 µs each; between two goes everything else has its turn. */
const rowsAtOnce = 50;

export function keepExposure(parts: KeepExposureParts): ExposureKeeper {
  const { store, clock, logger, settings, interfaces, addresses } = parts;
  let waiting: Waiting[] = [];
  const ownDoors = makeContactLedger({ nowMs: () => clock.now().getTime() });
  let revision = 0;
  let hasFailed = false;
  let isDisposed = false;
  let writing: Promise<void> | undefined;

  function recordedOf({ contact, profile, bound, interfaces: known }: Waiting): RecordedContact {
    const { address } = contact;
    return {
      ...contact,
      profile,
      ...(address === null ? nowhere : addresses.find(address)),
      interface: bound ?? interfaceOfAddress(address, known),
    };
  }

  function wait(profileName: string, contacts: readonly Contact[]): void {
    const { exposure, profiles } = settings();
    if (!exposure.isRecorded) return;
    const profile = profiles.find(({ name }) => name === profileName);
    const bound = profile === undefined ? undefined : interfaceOf(profile);
    const known = interfaces();
    const own = ownAddresses(known);
    for (const contact of contacts) {
      // Trackers name us among the peers: a call to ourselves leaves no cable.
      if (contact.address !== null && own.has(contact.address)) continue;
      waiting.push({ contact, profile: profileName, bound, interfaces: known });
    }
  }

  /** @returns whether there may be more to write */
  function writeSome(): boolean {
    wait(noProfile, ownDoors.take());
    const some = waiting.slice(0, rowsAtOnce);
    if (some.length === 0) return false;
    try {
      store.record(some.map(recordedOf));
    } catch (error) {
      // Once: not what it was about.
      if (!hasFailed) logger.error('exposure.not-written', { error: errorLabel(error) });
      hasFailed = true;
      waiting = waiting.slice(-maxWaiting);
      return false;
    }
    waiting.splice(0, some.length);
    revision++;
    hasFailed = false;
    return waiting.length > 0;
  }

  async function writeAll(): Promise<void> {
    do await turn();
    while (!isDisposed && writeSome());
    writing = undefined;
  }

  const flush = () => (writing ??= writeAll());

  async function forgetOld(): Promise<void> {
    await flush();
    try {
      const { keptDays } = settings().exposure;
      const before = clock.now().getTime() - keptDays * dayMs;
      let forgotten = rowsAtOnce;
      while (!isDisposed && forgotten === rowsAtOnce) {
        forgotten = store.forgetBefore(before, rowsAtOnce);
        if (forgotten > 0) revision++;
        await turn();
      }
    } catch (error) {
      logger.error('exposure.not-forgotten', { error: errorLabel(error) });
    }
  }

  const writer = setInterval(() => void flush(), writeEveryMs).unref();
  const aging = setInterval(() => void forgetOld(), lookForOldEveryMs).unref();
  void forgetOld();

  return {
    onContacts: wait,
    note: ownDoors.note,
    flush,
    async forget(torrent) {
      await flush();
      waiting = torrent === undefined ? [] : waiting.filter(({ contact }) => contact.torrent !== torrent);
      revision++;
      return store.forget(torrent);
    },
    get revision() {
      return revision;
    },
    [Symbol.dispose]() {
      isDisposed = true;
      clearInterval(writer);
      clearInterval(aging);
      while (writeSome());
    },
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Those of the loopback are left out: there other programs of this computer answer, a proxy say. */
function ownAddresses(interfaces: readonly NetworkInterface[]): ReadonlySet<string> {
  const outside = interfaces.filter(({ kind }) => kind !== 'loopback');
  return new Set(outside.flatMap(({ addresses }) => addresses.map(({ address }) => address)));
}
