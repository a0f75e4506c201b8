import type { Api } from '../../src/shared/contract/api.ts';
import type { Handlers } from '../../src/shared/contract/define.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import type { LeakCheck, LeakReport, ProfileStatus } from '../../src/shared/contract/network.ts';
import { interfaceOf, type Profile } from '../../src/shared/contract/profile.ts';
import { formatProxy } from '../../src/shared/contract/proxy.ts';
import { settingsSchema } from '../../src/shared/contract/settings.ts';
import { beat, changes, whenChanged } from './in-memory-core-streams.ts';
import type { World } from './in-memory-core-world.ts';

type DoorMethod = Extract<keyof Api, `network.${string}` | `profiles.${string}`>;

/** Everything about network profiles, answered from memory: a door is what its interface and the test say it is. */
export function doorHandlers(world: World): Pick<Handlers<Api>, DoorMethod> {
  function find(name: string): Profile {
    const found = world.settings.profiles.find((profile) => profile.name === name);
    if (found === undefined) throw new AppError('not-found', `There is no profile “${name}”.`);
    return found;
  }

  function keep(profiles: readonly Profile[], defaultProfile = world.settings.defaultProfile): void {
    world.settings = settingsSchema.parse({ ...world.settings, profiles, defaultProfile });
  }

  const list = () => world.settings.profiles.map((profile) => statusOf(world, profile));

  return {
    'network.interfaces': () => Promise.resolve([...world.interfaces]),
    'network.watchInterfaces': (_input, { signal }) => whenChanged(signal, () => [...world.interfaces]),
    'profiles.list': () => Promise.resolve(list()),
    'profiles.watch': async function* (_input, { signal }) {
      await world.enter('profiles.watch', undefined);
      yield* whenChanged(signal, list);
    },
    'profiles.show': ({ name }) => Promise.resolve(statusOf(world, find(name))),
    'profiles.get': async ({ name }) => {
      await world.enter('profiles.get', { name });
      return find(name);
    },
    'profiles.add': async ({ profile }) => {
      await world.enter('profiles.add', { profile });
      keep([...world.settings.profiles, profile]);
      return statusOf(world, profile);
    },
    'profiles.set': async ({ name, profile }) => {
      await world.enter('profiles.set', { name, profile });
      const { profiles, defaultProfile } = world.settings;
      const at = profiles.indexOf(find(name));
      keep(profiles.with(at, profile), defaultProfile === name ? profile.name : defaultProfile);
      for (const torrent of world.torrents.rows.values())
        if (torrent.profile === name) world.change(torrent.id, { profile: profile.name });
      return statusOf(world, profile);
    },
    'profiles.remove': async ({ name }) => {
      await world.enter('profiles.remove', { name });
      find(name);
      if (torrentsOf(world, name) > 0)
        throw new AppError('profile-in-use', `Transfers use the profile “${name}”.`);
      keep(world.settings.profiles.filter((profile) => profile.name !== name));
    },
    'profiles.setDefault': async ({ name }) => {
      await world.enter('profiles.setDefault', { name });
      keep(world.settings.profiles, find(name).name);
      return statusOf(world, find(name));
    },
    'profiles.events': ({ after }, { signal }) => changes(world.events, after, signal),
    'profiles.leakTest': async function* ({ name = world.settings.defaultProfile }, { signal }) {
      await world.enter('profiles.leakTest', { name });
      const checks = world.leakChecks(statusOf(world, find(name)));
      for (const [at, check] of checks.entries()) {
        await beat(signal);
        if (at === checks.length - 1) await world.enter('profiles.leakTest last check', undefined);
        if (signal.aborted) return;
        yield { kind: 'check', check };
      }
      yield { kind: 'report', report: reportOf(name, checks) };
    },
  };
}

function torrentsOf(world: World, name: string): number {
  return [...world.torrents.rows.values()].filter(({ profile }) => profile === name).length;
}

export function statusOf(world: World, profile: Profile): ProfileStatus {
  const { name } = profile;
  const wanted = interfaceOf(profile) ?? null;
  const door = world.interfaces.find((one) => one.name === wanted && one.isUp);
  const isDown = wanted !== null && door === undefined;
  return {
    name,
    isDefault: name === world.settings.defaultProfile,
    state: isDown ? 'down' : 'up',
    reason: isDown ? `The network interface “${wanted}” is not there.` : null,
    reasonCode: isDown ? 'interface-missing' : null,
    since: '2026-11-20T09:00:00.000Z',
    interface: wanted,
    proxy: profile.proxy === null ? null : formatProxy(profile.proxy),
    addresses: door?.addresses.filter(({ isLinkLocal }) => !isLinkLocal).map(({ address }) => address) ?? [],
    observedAddresses: [],
    observations: [],
    verifiedAt: null,
    listenPort: isDown ? null : 51_413,
    externalPort: null,
    torrents: torrentsOf(world, name),
    denied: {},
    off: wanted === null ? [] : ['webrtc'],
    warnings: [],
    ...world.doors.get(name),
  };
}

function reportOf(profile: string, checks: readonly LeakCheck[]): LeakReport {
  const verdicts = new Set(checks.map(({ verdict }) => verdict));
  const verdict = verdicts.has('leak') ? 'leak' : verdicts.has('unknown') ? 'unknown' : 'ok';
  return { profile, at: new Date().toISOString(), verdict, checks: [...checks] };
}
