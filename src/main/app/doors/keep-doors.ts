import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import type { DenialReason, DoorFacts, EngineBinding } from '#shared/contract/engine-door.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { ProfileStatus, ProfileWarning } from '#shared/contract/network.ts';
import { interfaceOf } from '#shared/contract/profile.ts';
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
import { makeDoors } from './doors.ts';
import { keepPortSources } from './port-sources.ts';
import { keepProbing } from './keep-probing.ts';
import type { NetworkView } from './network-view.ts';
import { say } from './say.ts';
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
  const lives = makeDoorLives({ clock });
  const warnings = new Map<string, ProfileWarning[]>();
  /** Doors that are shut for no other reason. */
  const asleep = new Set<string>();
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
        const found = settings().profiles.find(({ name }) => name === profile);
        const bound = (found && interfaceOf(found)) ?? '';
        const { said } = say(`shut-${reason}`, { interface: bound });
        // In English what exactly has changed is known: which address was lost, say.
        events.add({ profile, kind: 'shut', text, said });
        const blocked = registry
          .list()
          .filter(({ stored, state }) => stored.profile === profile && state === 'blocked');
        if (reason === 'asleep') asleep.add(profile);
        else asleep.delete(profile);
        // What a start finds shut is no news, but that somebody has to give a password is.
        if ((isFirst && reason !== 'password-missing') || blocked.length === 0 || reason === 'asleep') return;
        const many = blocked.length === 1 ? 'One transfer stands' : `${blocked.length} transfers stand`;
        notices.tell({
          severity: 'warning',
          code: 'profile-shut',
          text: `"${profile}" is shut: ${text} ${many} still; nothing leaves, and nothing is lost.`,
          values: { profile, reason, interface: bound, count: blocked.length },
        });
      },
      onOpen(profile, binding, isFirst) {
        lives.begin(profile);
        if (binding.kind === 'interface')
          events.add({ profile, kind: 'opened', ...say('opened', { interface: binding.name }) });
        void refreshWarnings(profile, binding);
        // After a sleep that is what everybody expects.
        const hasSlept = asleep.delete(profile);
        if (isFirst || hasSlept || binding.kind !== 'interface') return;
        notices.tell({
          severity: 'info',
          code: 'profile-open',
          text: `"${profile}" is open again, through "${binding.name}". Its transfers go on by themselves.`,
          values: { profile, interface: binding.name },
        });
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

  function tellDenied(profile: string, reasons: readonly DenialReason[]): void {
    for (const reason of reasons) {
      if (told.has(`${profile} ${reason}`)) continue;
      told.add(`${profile} ${reason}`);
      events.add({ profile, kind: 'denied', ...say(`denied-${reason}`) });
    }
  }
  /** The first denial of each kind is an event; the rest is counted. */
  const told = new Set<string>();

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
      tellDenied(profile, lives.fold(profile, facts));
      const { externalPort } = facts;
      if (externalPort !== null && externalPort !== portBefore)
        events.add({ profile, kind: 'port', ...say('port', { port: String(externalPort) }) });
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
