import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import type { DoorFacts, EngineBinding } from '#shared/contract/engine-door.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { ProfileStatus, ProfileWarning } from '#shared/contract/network.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import { profileNamed, type Engines } from '../engines/engines.ts';
import type { Notices } from '../notices.ts';
import { reasonOf, type StateReasonText } from '../torrents/live-torrent.ts';
import type { ProfileLife } from '../torrents/profile-life.ts';
import type { Registry } from '../torrents/registry.ts';
import { describeProfile } from './describe-profile.ts';
import { makeDoorEvents } from './door-events.ts';
import { makeDoorLives } from './door-life.ts';
import { makeDoorNews } from './door-news.ts';
import { makeDoors } from './doors.ts';
import { keepPortSources } from './port-sources.ts';
import { keepProbing } from './keep-probing.ts';
import type { NetworkView } from './network-view.ts';
import { findWarnings } from './warnings.ts';

interface KeepDoorsParts {
  readonly network: NetworkView;
  readonly engines: Engines;
  readonly registry: Registry;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly platform: NodeJS.Platform;
  profileLife(): ProfileLife;
  settings(): Settings;
}

/** Everything about the doors of all profiles, together: what stands, what is told of it, and what it means for torrents. */
export function keepDoors(parts: KeepDoorsParts) {
  const { network, engines, registry, notices, clock, logger, platform, profileLife, settings } = parts;
  const events = makeDoorEvents({ clock });
  const news = makeDoorNews({ events, notices, registry, settings });
  const lives = makeDoorLives({ clock });
  const warnings = new Map<string, ProfileWarning[]>();
  const portProblems = new Map<string, string | null>();
  const doors = makeDoors({
    network,
    engines,
    clock,
    logger,
    settings,
    listener: {
      onShut(profile, reason, text, isFirst) {
        profileLife().blockAll(profile);
        news.shut(profile, reason, text, isFirst);
      },
      onOpen(profile, binding, isFirst) {
        lives.begin(profile);
        news.opened(profile, binding, isFirst);
        void refreshWarnings(profile, binding);
      },
      onReplaced: (profile) => profileLife().waitAll(profile),
    },
  });
  const probing = keepProbing({
    lives,
    clock,
    events,
    liveness: settings().liveness,
    async refreshWarnings(profile) {
      const stand = doors.stand(profile);
      if (stand?.decision.kind === 'open') await refreshWarnings(profile, stand.decision.binding);
    },
    openDoors: () =>
      settings().profiles.flatMap((profile) => {
        const stand = doors.stand(profile.name);
        if (stand?.decision.kind !== 'open') return [];
        if (stand.decision.binding.kind !== 'interface' && profile.proxy === null) return [];
        const client = clientIfUp(() => engines.client(profile));
        return client === undefined ? [] : [{ profile: profile.name, client }];
      }),
  });
  const ports = keepPortSources({
    logger,
    interfaces: () => network.interfaces(),
    onProblem: (profile, message) => portProblems.set(profile, message),
  });
  network.onChange(() => {
    void doors.check();
    for (const { name } of settings().profiles) {
      const stand = doors.stand(name);
      if (stand?.decision.kind === 'open') void refreshWarnings(name, stand.decision.binding);
    }
  });

  async function refreshWarnings(profile: string, binding: EngineBinding): Promise<void> {
    const proxyLooksUp = settings().profiles.find(({ name }) => name === profile)?.proxy != null;
    const interfaces = network.interfaces();
    warnings.set(profile, await findWarnings({ binding, proxyLooksUp, interfaces, platform }));
  }

  function shutReasonOf(profile: string): StateReasonText | undefined {
    const stand = doors.stand(profile);
    if (stand?.decision.kind !== 'shut') return undefined;
    const { reason, text } = stand.decision;
    return reasonOf(reason === 'waits-for-you' ? 'network-back' : 'network-down', text);
  }

  function portWarning(name: string): ProfileWarning[] {
    const problem = lives.of(name).portProblem ?? portProblems.get(name) ?? null;
    return problem === null ? [] : [{ code: 'port-not-mapped', text: problem, commands: [] }];
  }

  function status(name: string): ProfileStatus {
    const { profiles, defaultProfile } = settings();
    const profile = profileNamed(profiles, name);
    return describeProfile({
      profile,
      isDefault: name === defaultProfile,
      stand: doors.stand(name),
      life: lives.of(name),
      engine: engines.states().get(name),
      torrents: registry.list().filter(({ stored }) => stored.profile === name).length,
      warnings: [...(warnings.get(name) ?? []), ...portWarning(name)],
      now: clock.now(),
    });
  }

  return {
    ...doors,
    /** The interfaces are read anew before any door opens. */
    async wake() {
      network.lookNow();
      await doors.wake();
    },
    shutReasonOf,
    status,
    statuses: () => settings().profiles.map(({ name }) => status(name)),
    events: events.feed,
    onFacts(profile: string, facts: DoorFacts) {
      const portBefore = lives.of(profile).externalPort;
      news.denied(profile, lives.fold(profile, facts));
      const { externalPort } = facts;
      if (externalPort !== null && externalPort !== portBefore) news.portOutside(profile, externalPort);
    },
    onUp(profile: string, client: Client<EngineApi>) {
      const found = settings().profiles.find(({ name }) => name === profile);
      const stand = doors.stand(profile);
      if (found !== undefined && stand?.decision.kind === 'open') ports.begin(found, client);
      else ports.end(profile);
      void probing.now();
    },
    /** What others see of profiles that allow any network. */
    clearAddresses: () =>
      settings()
        .profiles.filter(({ binding }) => binding.kind === 'any')
        .flatMap(({ name }) => status(name).observedAddresses),
    async [Symbol.asyncDispose]() {
      probing[Symbol.dispose]();
      ports[Symbol.dispose]();
      await doors[Symbol.asyncDispose]();
    },
  };
}
export type KeptDoors = ReturnType<typeof keepDoors>;

function clientIfUp<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof AppError && error.code === 'engine-down') return undefined;
    throw error;
  }
}
