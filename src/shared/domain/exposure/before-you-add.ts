import type { Datum } from './datum.ts';
import type { PartyKind } from './party.ts';
import { hostOfUrl } from './tracker-privacy.ts';
import { whatTrackersLearn } from './web-parties.ts';

/** Of a source that is not added yet. */
export interface ForecastSource {
  readonly isPrivate: boolean;
  readonly trackers: readonly string[];
  readonly webSeeds: readonly string[];
}

/** Of a profile, as far as it decides who learns what. */
export interface ForecastProfile {
  readonly discovery: {
    readonly trackers: boolean;
    readonly dht: boolean;
    readonly pex: boolean;
    readonly lan: boolean;
  };
  readonly webSeeds: boolean;
  readonly webRtc: boolean;
  readonly proxy: { readonly host: string } | null;
  readonly binding: { readonly kind: 'any' | 'interface' | 'lan'; readonly interface?: string };
  readonly identity: { readonly clientName: boolean };
}

/** Somebody who will learn something when a source is added with a profile. */
export interface ForecastParty {
  readonly kind: PartyKind;
  /** A tracker's or web server's host, a proxy, an interface; null where nobody in particular is meant. */
  readonly host: string | null;
  readonly isEncrypted: boolean;
  readonly learns: readonly Datum[];
}

/** Who will learn what, before anything is sent. Peers always: a transfer is with them. */
export function beforeYouAdd(source: ForecastSource, profile: ForecastProfile): ForecastParty[] {
  const { discovery, proxy, binding } = profile;
  const isLan = binding.kind === 'lan';
  // BEP 27: a private torrent asks its trackers and nobody else. A proxy carries no UDP.
  const isPublic = !source.isPrivate;
  const named = profile.identity.clientName ? (['client'] as const) : [];
  const parties: (ForecastParty | false)[] = [
    ...(discovery.trackers
      ? onePerHost(source.trackers.filter((url) => proxy === null || !/^udp:/iu.test(url))).map((url) =>
          tracker(url, named),
        )
      : []),
    discovery.dht &&
      isPublic &&
      proxy === null && {
        kind: 'dht',
        host: null,
        isEncrypted: false,
        learns: ['address', 'port', 'infohash', 'dht-id'],
      },
    ...(profile.webSeeds ? onePerHost(source.webSeeds).map((url) => webSeed(url, named)) : []),
    discovery.lan &&
      isPublic &&
      proxy === null && {
        kind: 'lan',
        host: null,
        isEncrypted: false,
        learns: ['address', 'port', 'infohash'],
      },
    {
      kind: 'peer',
      host: null,
      isEncrypted: false,
      learns: [
        'address',
        'port',
        'peer-id',
        ...named,
        'infohash',
        'pieces',
        'requests',
        ...(discovery.pex && isPublic ? (['peers', 'passed-on'] as const) : []),
      ],
    },
    profile.webRtc && { kind: 'stun', host: null, isEncrypted: false, learns: ['address'] },
    proxy !== null && {
      kind: 'proxy',
      host: proxy.host,
      isEncrypted: false,
      learns: ['address', 'host-name', 'infohash'],
    },
    !isLan && { kind: 'operator', host: binding.interface ?? null, isEncrypted: false, learns: ['address'] },
  ];
  const found = parties.filter((party) => party !== false);
  return isLan ? found.filter(({ kind }) => kind === 'peer' || kind === 'lan') : found;
}

function tracker(url: string, named: readonly Datum[]): ForecastParty {
  return {
    kind: 'tracker',
    host: hostOfUrl(url),
    isEncrypted: /^(https|wss):/iu.test(url),
    learns: whatTrackersLearn(url, named),
  };
}

function webSeed(url: string, named: readonly Datum[]): ForecastParty {
  return {
    kind: 'web-seed',
    host: hostOfUrl(url),
    isEncrypted: /^https:/iu.test(url),
    learns: ['address', ...named, 'requests'],
  };
}

/** Two URLs of one operator tell him the same. The one that says more is kept: http before https. */
function onePerHost(urls: readonly string[]): string[] {
  const byHost = new Map<string, string>();
  for (const url of urls.toSorted()) if (!byHost.has(hostOfUrl(url))) byHost.set(hostOfUrl(url), url);
  return [...byHost.values()];
}
