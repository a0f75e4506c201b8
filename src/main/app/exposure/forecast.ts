import type { Forecast } from '#shared/contract/forecast.ts';
import type { Profile } from '#shared/contract/profile.ts';
import {
  beforeYouAdd,
  type ForecastParty,
  type ForecastSource,
} from '#shared/domain/exposure/before-you-add.ts';
import { readSource } from '../torrents/sources.ts';

type Given = Parameters<typeof readSource>[0] | ForecastSource;

/** Who would learn what of a source with a profile, and what another profile would change. @throws AppError as readSource */
export function forecast(given: Given, profile: Profile, others: readonly Profile[]): Forecast {
  const source = sourceOf(given);
  const parties = beforeYouAdd(source, forecastProfileOf(profile));
  return {
    profile: profile.name,
    isPrivate: source.isPrivate,
    parties: parties.map(shown),
    alternatives: others
      .filter(({ name }) => name !== profile.name)
      .map((other) => {
        const theirs = beforeYouAdd(source, forecastProfileOf(other));
        return {
          profile: other.name,
          without: parties.filter((party) => !theirs.some((one) => isSame(one, party))).map(shown),
          added: theirs.filter((party) => !parties.some((one) => isSame(one, party))).map(shown),
        };
      }),
  };
}

function sourceOf(given: Given): ForecastSource {
  if ('trackers' in given) return given;
  const source = readSource(given);
  if (source.kind === 'magnet') {
    // Whether it is private is known when peers have told; until then it is announced as if it were not.
    return { isPrivate: false, trackers: source.magnet.trackers, webSeeds: [] };
  }
  const { isPrivate, trackers, webSeeds } = source.metainfo;
  return { isPrivate, trackers: trackers.flat(), webSeeds };
}

function forecastProfileOf({ discovery, webSeeds, webRtc, proxy, binding, identity }: Profile) {
  return { discovery, webSeeds, webRtc, proxy, binding, identity };
}

function isSame(one: ForecastParty, other: ForecastParty): boolean {
  return one.kind === other.kind && one.host === other.host;
}

function shown({ learns, ...party }: ForecastParty): Forecast['parties'][number] {
  return { ...party, learns: [...learns] };
}
