import type { Contact } from '#shared/contract/engine-exposure.ts';
import { interfaceOf } from '#shared/contract/profile.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import type { ExposureStore, RecordedContact } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { AddressTable, Whereabouts } from '../../ports/whereabouts.ts';
import { interfaceOfAddress } from './interface-of.ts';

/** Writes down what the engines say of who learned what, in batches, for as long as the user wants it kept. */
export interface ExposureKeeper extends Disposable {
  onContacts(profile: string, contacts: readonly Contact[]): void;
  /** What has not been written yet is written now; call before reading. */
  flush(): void;
  /** @param torrent a whole infohash; undefined: everything. @returns how many parties */
  forget(torrent: string | undefined): number;
  /** Grows with everything that is written or forgotten. */
  readonly revision: number;
}

interface KeepExposureParts {
  readonly store: ExposureStore;
  readonly clock: Clock;
  readonly logger: Logger;
  settings(): Settings;
  interfaces(): readonly NetworkInterface[];
  readonly addresses: AddressTable;
}

const nowhere: Whereabouts = { country: null, network: null };

const writeEveryMs = 1_000;
const lookForOldEveryMs = 600_000;
const dayMs = 86_400_000;
/** Where the disk is full, what waits to be written; the oldest is lost first. */
const maxWaiting = 50_000;

export function keepExposure(parts: KeepExposureParts): ExposureKeeper {
  const { store, clock, logger, settings, interfaces, addresses } = parts;
  let waiting: RecordedContact[] = [];
  let revision = 0;
  let hasFailed = false;

  function flush(): void {
    if (waiting.length === 0) return;
    try {
      store.record(waiting);
      waiting = [];
      revision++;
      hasFailed = false;
    } catch (error) {
      // Once: not what it was about.
      if (!hasFailed) logger.error('exposure.not-written', { error: errorLabel(error) });
      hasFailed = true;
      waiting = waiting.slice(-maxWaiting);
    }
  }

  function forgetOld(): void {
    flush();
    try {
      const { keptDays } = settings().exposure;
      if (store.forgetBefore(clock.now().getTime() - keptDays * dayMs) > 0) revision++;
    } catch (error) {
      logger.error('exposure.not-forgotten', { error: errorLabel(error) });
    }
  }

  const writing = setInterval(flush, writeEveryMs).unref();
  const aging = setInterval(forgetOld, lookForOldEveryMs).unref();
  forgetOld();

  return {
    onContacts(profileName, contacts) {
      const { exposure, profiles } = settings();
      if (!exposure.isRecorded) return;
      const profile = profiles.find(({ name }) => name === profileName);
      const bound = profile === undefined ? undefined : interfaceOf(profile);
      const known = interfaces();
      const own = ownAddresses(known);
      for (const contact of contacts) {
        // Trackers name us among the peers: a call to ourselves leaves no cable.
        if (contact.address !== null && own.has(contact.address)) continue;
        waiting.push({
          ...contact,
          profile: profileName,
          ...(contact.address === null ? nowhere : addresses.find(contact.address)),
          interface: bound ?? interfaceOfAddress(contact.address, known),
        });
      }
    },
    flush,
    forget(torrent) {
      flush();
      waiting = torrent === undefined ? [] : waiting.filter((contact) => contact.torrent !== torrent);
      revision++;
      return store.forget(torrent);
    },
    get revision() {
      return revision;
    },
    [Symbol.dispose]() {
      clearInterval(writing);
      clearInterval(aging);
      flush();
    },
  };
}

/** Those of the loopback are left out: there other programs of this computer answer, a proxy say. */
function ownAddresses(interfaces: readonly NetworkInterface[]): ReadonlySet<string> {
  const outside = interfaces.filter(({ kind }) => kind !== 'loopback');
  return new Set(outside.flatMap(({ addresses }) => addresses.map(({ address }) => address)));
}
