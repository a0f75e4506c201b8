import type { ShownObserved, ShownVerdict } from '#shared/contract/exposure.ts';
import type { ProfileStatus } from '#shared/contract/network.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { standingOf } from '#shared/domain/exposure/addresses.ts';
import type { DoorView, ExposureFacts } from '#shared/domain/exposure/facts.ts';
import type { ObservedAddress } from '#shared/domain/exposure/observed.ts';
import { judge } from '#shared/domain/exposure/rules.ts';
import { sentenceOf } from '#shared/domain/exposure/sentences.ts';
import { hostOfUrl } from '#shared/domain/exposure/tracker-privacy.ts';
import { inOrder, remediesOf } from '#shared/domain/exposure/verdict.ts';
import type { NetworkInterface } from '#shared/domain/network-interface.ts';
import type { ExposureStore } from '../../catalog/index.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import { doorViewOf, homeAddresses, observedOf } from './door-view.ts';

type TorrentFigures = ReturnType<ExposureStore['ofTorrents']>[number];
type AskedNameRow = ReturnType<ExposureStore['askedNames']>[number];

export interface JudgementParts {
  readonly settings: Settings;
  readonly statuses: readonly ProfileStatus[];
  readonly interfaces: readonly NetworkInterface[];
  readonly torrents: readonly LiveTorrent[];
  readonly figures: readonly TorrentFigures[];
  readonly askedNames: readonly AskedNameRow[];
}

/** Looks once at everything that is known now, and answers what follows from it for each torrent and profile. */
export function makeJudgement(parts: JudgementParts) {
  const { settings, statuses, interfaces, torrents, askedNames } = parts;
  const doors = new Map(settings.profiles.map((profile) => [profile.name, doorViewOf(profile, interfaces)]));
  const observed = observedOf(statuses);
  const figures = new Map(parts.figures.map((one) => [one.torrent, one]));
  const homes = new Map(
    Array.from(doors.values(), (door) => [
      door.profile,
      homeAddresses({ door, doors: [...doors.values()], observed, interfaces }),
    ]),
  );
  const running = new Map<string, number>();
  for (const { stored, state } of torrents)
    if (isRunning(state)) running.set(stored.profile, (running.get(stored.profile) ?? 0) + 1);

  /** What is true of a profile whatever torrent uses it. */
  function factsOf(
    door: DoorView,
    stored: LiveTorrent['stored'] | undefined,
  ): Omit<ExposureFacts, 'torrent'> {
    const figure = stored && figures.get(stored.infoHash);
    // A name is asked once for all torrents that need it.
    const hosts = new Set(stored?.trackers.flat().map(hostOfUrl));
    return {
      door,
      observed: observed.filter(({ profile }) => profile === door.profile),
      homeAddresses: homes.get(door.profile) ?? [],
      askedNames: askedNames.filter(
        ({ profile, torrent, name }) =>
          profile === door.profile &&
          (stored === undefined || torrent === stored.infoHash || hosts.has(name)),
      ),
      plainTextPeers: figure?.plainTextPeers ?? 0,
      dhtNodes: figure?.dhtNodes ?? 0,
      otherTorrents: Math.max(0, (running.get(door.profile) ?? 0) - 1),
    };
  }

  function shown(facts: ExposureFacts): ShownVerdict[] {
    return judge(facts).map((verdict) => ({
      ...verdict,
      values: { ...verdict.values },
      text: sentenceOf(verdict),
      torrentId: facts.torrent?.id ?? null,
      profile: facts.door.profile,
      remedies: [...remediesOf(verdict.code)],
    }));
  }

  return {
    doorOf: (profile: string) => doors.get(profile),
    parties: (torrent: string) => figures.get(torrent)?.parties ?? 0,
    /** @param otherSeeds besides us; null where that is not known */
    ofTorrent(torrent: LiveTorrent, otherSeeds: number | null): ShownVerdict[] {
      const { stored, state, figures: live } = torrent;
      const door = doors.get(stored.profile);
      if (door === undefined) return [];
      const doneBytes = live?.doneBytes ?? stored.doneBytes;
      return shown({
        ...factsOf(door, stored),
        torrent: {
          id: stored.infoHash,
          isPrivate: stored.isPrivate,
          isComplete: stored.hasInfo && stored.sizeBytes > 0 && doneBytes >= stored.sizeBytes,
          isRunning: isRunning(state),
          trackers: stored.trackers.flat(),
          otherSeeds,
        },
      });
    },
    /** Of what belongs to no torrent alone. */
    ofProfiles: (): ShownVerdict[] =>
      inOrder([...doors.values()].flatMap((door) => shown({ ...factsOf(door, undefined), torrent: null }))),
    observed(profile?: string): ShownObserved[] {
      return statuses
        .filter(({ name }) => profile === undefined || name === profile)
        .flatMap(({ name, observations }) =>
          observations.map(({ address, by, count, lastAt }) => {
            const one: ObservedAddress = { profile: name, channel: by, address, count };
            return { ...one, lastAt, standing: standingOf(one, observed, homes.get(name) ?? []) };
          }),
        );
    },
  };
}
export type Judgement = ReturnType<typeof makeJudgement>;

/** Whether peers may be told something of it now. */
function isRunning(state: LiveTorrent['state']): boolean {
  return state === 'downloading' || state === 'seeding';
}
