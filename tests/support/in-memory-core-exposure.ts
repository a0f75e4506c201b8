import type { Api } from '../../src/shared/contract/api.ts';
import type { Handlers } from '../../src/shared/contract/define.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import type {
  ExposureSummary,
  Shield,
  ShownObserved,
  ShownVerdict,
} from '../../src/shared/contract/exposure.ts';
import type { Party, PartyFilter } from '../../src/shared/contract/exposure-parties.ts';
import type { Forecast } from '../../src/shared/contract/forecast.ts';
import type { Profile } from '../../src/shared/contract/profile.ts';
import { isLoopback } from '../../src/shared/domain/exposure/addresses.ts';
import { beforeYouAdd, type ForecastSource } from '../../src/shared/domain/exposure/before-you-add.ts';
import { parseMagnet } from '../../src/shared/domain/magnet.ts';
import { changes, whenChanged } from './in-memory-core-streams.ts';
import type { Ledger, World } from './in-memory-core-world.ts';

type ExposureMethod = Extract<keyof Api, `exposure.${string}`>;

/** What the double knows of who saw what. */
export interface ExposureWorld {
  parties: readonly Party[];
  verdicts: readonly ShownVerdict[];
  observed: readonly ShownObserved[];
  /** By the id of a torrent. */
  readonly shields: Ledger<Shield>;
  readonly bans: Set<string>;
}

/** The exposure ledger, answered from memory. Parties are as the test put them; all that is counted is counted from them. */
export function exposureHandlers(world: World): Pick<Handlers<Api>, ExposureMethod> {
  const { exposure } = world;

  function profileOf(name: string): Profile {
    const found = world.settings.profiles.find((profile) => profile.name === name);
    if (found === undefined) throw new AppError('not-found', `There is no profile “${name}”.`);
    return found;
  }

  const withBans = (party: Party): Party => ({
    ...party,
    isBanned: party.address !== null && exposure.bans.has(party.address),
  });

  const matching = (filter: PartyFilter) =>
    exposure.parties.map(withBans).filter((party) => passes(party, filter));
  const bans = () => [...exposure.bans].toSorted();

  return {
    'exposure.summary': ({ id }) => Promise.resolve(summaryOf(world, id)),
    'exposure.watchSummary': async function* ({ id }, { signal }) {
      await world.enter('exposure.watchSummary', { id });
      yield* whenChanged(signal, () => summaryOf(world, id));
    },
    'exposure.watchShields': ({ after }, { signal }) => changes(exposure.shields, after, signal),
    'exposure.parties': async ({ sortBy, isDescending, offset, limit, ...filter }) => {
      await world.enter('exposure.parties', { sortBy, isDescending, offset, limit, ...filter });
      const sign = isDescending ? -1 : 1;
      const found = matching(filter).toSorted((a, b) => sign * compare(keyOf(a, sortBy), keyOf(b, sortBy)));
      return { total: found.length, parties: found.slice(offset, offset + limit) };
    },
    'exposure.party': async ({ partyId }) => {
      await world.enter('exposure.party', { partyId });
      const party = exposure.parties.find((one) => one.partyId === partyId);
      if (party === undefined) throw new AppError('not-found', 'Nothing is kept of this one any more.');
      const elsewhere = exposure.parties.filter(
        (one) => one.partyId !== partyId && one.address !== null && one.address === party.address,
      );
      return { party: withBans(party), moments: momentsOf(party), elsewhere: elsewhere.slice(0, 20) };
    },
    'exposure.observed': ({ profile }) =>
      Promise.resolve(exposure.observed.filter((one) => profile === undefined || one.profile === profile)),
    'exposure.verdicts': ({ id }) => Promise.resolve(summaryOf(world, id).verdicts),
    'exposure.forecast': async ({ source, profile = world.settings.defaultProfile }) => {
      await world.enter('exposure.forecast', { source, profile });
      return forecastOf(sourceOf(source), profileOf(profile), world.settings.profiles);
    },
    'exposure.bans': () => Promise.resolve(bans()),
    'exposure.ban': async ({ address }) => {
      await world.enter('exposure.ban', { address });
      exposure.bans.add(address);
      return bans();
    },
    'exposure.unban': async ({ address }) => {
      await world.enter('exposure.unban', { address });
      exposure.bans.delete(address);
      return bans();
    },
    'exposure.forget': async ({ id }) => {
      await world.enter('exposure.forget', { id });
      const kept = exposure.parties.filter(({ torrentId }) => id !== undefined && torrentId !== id);
      const forgotten = exposure.parties.length - kept.length;
      exposure.parties = kept;
      if (id === undefined) exposure.observed = [];
      return { forgotten };
    },
    'exposure.newIdentity': async ({ id }) => {
      await world.enter('exposure.newIdentity', { id });
      return { changed: ['peer-id', 'port'] };
    },
    'exposure.export': async function* ({ format, redaction, ...filter }) {
      await world.enter('exposure.export', { format, redaction, ...filter });
      for (const party of matching(filter)) {
        const address = redaction === 'all' ? null : party.address;
        yield {
          part: format === 'csv' ? `${party.kind},${address}\n` : JSON.stringify({ ...party, address }),
        };
      }
    },
  };
}

function passes(party: Party, filter: PartyFilter): boolean {
  const {
    id,
    profile,
    kinds,
    countries,
    learned,
    direction,
    interface: door,
    isEncrypted,
    search,
    since,
  } = filter;
  const text = `${party.address} ${party.host} ${party.client} ${party.network}`.toLowerCase();
  return (
    (id === undefined || party.torrentId?.startsWith(id) === true) &&
    (profile === undefined || party.profile === profile) &&
    (kinds === undefined || kinds.includes(party.kind)) &&
    (countries === undefined || (party.country !== null && countries.includes(party.country))) &&
    (learned === undefined || learned.every((datum) => party.learned.includes(datum))) &&
    (direction === undefined || party.direction === direction) &&
    (door === undefined || party.interface === door) &&
    (isEncrypted === undefined || party.isEncrypted === isEncrypted) &&
    (search === undefined || text.includes(search.toLowerCase())) &&
    (since === undefined || party.lastSeenAt >= since)
  );
}

function keyOf(party: Party, sortBy: string): string | number {
  switch (sortBy) {
    case 'firstSeen':
      return party.firstSeenAt;
    case 'contacts':
      return party.contacts;
    case 'address':
      return party.address ?? '';
    case 'host':
      return party.host ?? '';
    case 'kind':
      return party.kind;
    case 'country':
      return party.country ?? '';
    default:
      return party.lastSeenAt;
  }
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function summaryOf(world: World, id: string | undefined): ExposureSummary {
  const { parties, verdicts, observed, shields } = world.exposure;
  const found = parties.filter(({ torrentId }) => id === undefined || torrentId === id);
  const here = found.filter(({ address }) => address !== null && isLoopback(address));
  const unknown: Shield = { id: id ?? '', state: 'unknown', code: null, text: null, values: {} };
  const counted = <K extends string>(keys: readonly (K | null)[]) => {
    const byKey = new Map<K, number>();
    for (const key of keys) if (key !== null) byKey.set(key, (byKey.get(key) ?? 0) + 1);
    return [...byKey].toSorted(([, a], [, b]) => b - a);
  };
  return {
    torrentId: id ?? null,
    shield: shields.rows.get(id ?? '') ?? unknown,
    verdicts: verdicts.filter(({ torrentId }) => id === undefined || torrentId === null || torrentId === id),
    observed: [...observed],
    parties: found.length,
    here: {
      parties: here.length,
      byKind: Object.fromEntries(counted(here.map(({ kind }) => kind))),
    },
    byKind: Object.fromEntries(counted(found.map(({ kind }) => kind))),
    byDatum: Object.fromEntries(counted(found.flatMap(({ learned }) => learned))),
    byCountry: counted(found.map(({ country }) => country)).map(([country, count]) => ({
      country,
      parties: count,
    })),
    byInterface: counted(found.map(({ interface: door }) => door)).map(([door, count]) => ({
      interface: door,
      parties: count,
    })),
    since: found.map(({ firstSeenAt }) => firstSeenAt).toSorted()[0] ?? null,
    ...world.settings.exposure,
  };
}

function momentsOf({ lastSeenAt, contacts, learned }: Party) {
  const last = new Date(lastSeenAt).getTime();
  const hours = Math.min(5, contacts);
  return Array.from({ length: hours }, (_, ago) => ({
    at: new Date(last - ago * 3_600_000).toISOString(),
    contacts: Math.max(1, Math.round(contacts / (ago + 2))),
    learned: ago === hours - 1 ? learned.slice(0, 5) : ago === 1 ? learned.slice(5) : [],
  }));
}

function sourceOf(source: object): ForecastSource {
  if ('magnet' in source && typeof source.magnet === 'string') {
    const magnet = parseMagnet(source.magnet);
    return { isPrivate: false, trackers: typeof magnet === 'string' ? [] : magnet.trackers, webSeeds: [] };
  }
  // Something of one's own has the shape of a ForecastSource; what a .torrent file says is not read here.
  return 'isPrivate' in source
    ? (source as ForecastSource)
    : {
        isPrivate: false,
        trackers: ['udp://tracker.example:6969/announce', 'http://private.example/4f2a9c81d07be356/announce'],
        webSeeds: ['https://mirror.example/a'],
      };
}

function forecastOf(source: ForecastSource, chosen: Profile, all: readonly Profile[]): Forecast {
  const partiesOf = (profile: Profile) =>
    beforeYouAdd(source, {
      ...profile,
      proxy: profile.proxy === null ? null : { host: profile.proxy.host },
    }).map((party) => ({ ...party, learns: [...party.learns] }));
  const keyOfOne = ({ kind, host }: { kind: string; host: string | null }) => `${kind} ${host}`;
  const parties = partiesOf(chosen);
  const keys = new Set(parties.map(keyOfOne));
  return {
    profile: chosen.name,
    isPrivate: source.isPrivate,
    parties,
    alternatives: all
      .filter(({ name }) => name !== chosen.name)
      .map((profile) => {
        const others = partiesOf(profile);
        const otherKeys = new Set(others.map(keyOfOne));
        return {
          profile: profile.name,
          without: parties.filter((party) => !otherKeys.has(keyOfOne(party))),
          added: others.filter((party) => !keys.has(keyOfOne(party))),
        };
      }),
  };
}
