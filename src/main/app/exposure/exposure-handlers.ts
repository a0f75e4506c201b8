import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Profile } from '#shared/contract/profile.ts';
import type { Clock } from '../../ports/clock.ts';
import { againAndAgain } from '../again-and-again.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import { exportParties } from './export.ts';
import { forecast } from './forecast.ts';
import { makeExposureViewer, type ViewerParts } from './viewer.ts';
import { makeShieldFeed } from './watch-shields.ts';

export interface ExposureHandlerParts extends ViewerParts {
  readonly clock: Clock;
  /** The addresses are others now. */
  onBans(addresses: readonly string[]): void;
  newIdentity(torrent: LiveTorrent): Promise<('peer-id' | 'port' | 'dht-id')[]>;
  /** Without a name the one for new torrents. @throws AppError `not-found` */
  profileNamed(name: string | undefined): Profile;
}

type ExposureMethods = Extract<keyof Api, `exposure.${string}`>;

/** Parties that are read at once for an export. */
const exportPart = 1_000;

/** The use cases of exposure: who can see us, and what can be done about it. */
export function makeExposureHandlers(parts: ExposureHandlerParts): Pick<Handlers<Api>, ExposureMethods> {
  const { store, keeper, registry, clock, settings } = parts;
  const viewer = makeExposureViewer(parts);
  const shieldFeed = makeShieldFeed({ shields: () => viewer.shields() });

  const torrentOf = (id: string | undefined) => (id === undefined ? undefined : registry.resolve(id));
  const hashOf = (id: string | undefined) => torrentOf(id)?.stored.infoHash;

  /** The filter with a whole infohash in the place of its beginning. */
  function whole<F extends { readonly id?: string | undefined }>({ id, ...filter }: F) {
    const infoHash = hashOf(id);
    return infoHash === undefined ? filter : { ...filter, id: infoHash };
  }

  function bans(change: () => void): Promise<string[]> {
    change();
    const addresses = store.bans.all();
    parts.onBans(addresses);
    return Promise.resolve(addresses);
  }

  return {
    'exposure.summary': ({ id }) => viewer.summary(torrentOf(id)),
    'exposure.watchSummary': ({ id }, { signal }) =>
      againAndAgain(() => viewer.summary(torrentOf(id)), signal),
    'exposure.watchShields': ({ after }, { signal }) => shieldFeed.watch(after, signal),
    'exposure.parties': async (wish) => {
      await keeper.flush();
      return store.page(whole(wish));
    },
    'exposure.party': async ({ partyId }) => {
      await keeper.flush();
      const found = store.party(partyId);
      if (found === undefined) throw new AppError('not-found', 'This contact is not kept any more.');
      return found;
    },
    'exposure.observed': ({ profile }) => Promise.resolve(viewer.observed(profile)),
    'exposure.verdicts': ({ id }) => viewer.verdicts(torrentOf(id)),
    'exposure.forecast': ({ source, profile }) =>
      Promise.resolve(forecast(source, parts.profileNamed(profile), settings().profiles)),
    'exposure.bans': () => Promise.resolve(store.bans.all()),
    'exposure.ban': ({ address }) => bans(() => store.bans.add(address, clock.now())),
    'exposure.unban': ({ address }) => bans(() => store.bans.remove(address)),
    'exposure.forget': async ({ id }) => ({ forgotten: await keeper.forget(hashOf(id)) }),
    'exposure.newIdentity': async ({ id }) => ({ changed: await parts.newIdentity(registry.resolve(id)) }),
    async *'exposure.export'({ format, redaction, ...filter }, { signal }) {
      await keeper.flush();
      for (const part of exportParties(store.all(whole(filter), exportPart), { format, redaction })) {
        if (signal.aborted) return;
        yield part;
        // A large ledger takes a while, and others are served meanwhile.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
