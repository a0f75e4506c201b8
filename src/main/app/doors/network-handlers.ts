import type { Api } from '#shared/contract/api.ts';
import type { Client, Handlers } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import { interfaceOf, type Profile } from '#shared/contract/profile.ts';
import type { Clock } from '../../ports/clock.ts';
import { againAndAgain } from '../again-and-again.ts';
import type { SettingsKeeper } from '../settings-keeper.ts';
import { checkInterface } from './check-interface.ts';
import type { KeptDoors } from './keep-doors.ts';
import { testForLeaks } from './leak-test.ts';
import type { NetworkView } from './network-view.ts';
import type { Profiles } from './profiles.ts';

export interface NetworkHandlerParts {
  readonly clock: Clock;
  readonly network: NetworkView;
  readonly doors: KeptDoors;
  readonly profiles: Profiles;
  readonly settings: SettingsKeeper;
  clientOf(profile: Profile): Client<EngineApi>;
}

type NetworkMethods = Extract<keyof Api, `network.${string}` | `profiles.${string}`>;

/** The use cases of interfaces, network profiles and the leak test. */
export function makeNetworkHandlers(parts: NetworkHandlerParts): Pick<Handlers<Api>, NetworkMethods> {
  const { clock, network, doors, profiles, settings, clientOf } = parts;
  const interfaces = () =>
    network
      .interfaces()
      .map((one) => ({ ...one, addresses: [...one.addresses], dnsServers: [...one.dnsServers] }));

  return {
    'network.interfaces': () => Promise.resolve(interfaces()),
    'network.watchInterfaces': (_, { signal }) => againAndAgain(() => Promise.resolve(interfaces()), signal),
    'profiles.list': () => Promise.resolve(doors.statuses()),
    'profiles.watch': (_, { signal }) => againAndAgain(() => Promise.resolve(doors.statuses()), signal),
    'profiles.show': ({ name }) => Promise.resolve(doors.status(name)),
    'profiles.get': ({ name }) => Promise.resolve(profiles.get(name)),
    'profiles.add': async ({ profile, evenIfMissing }) => {
      checkInterface(profile, network.interfaces(), evenIfMissing);
      await profiles.add(profile);
      return doors.status(profile.name);
    },
    'profiles.set': async ({ name, profile, evenIfMissing }) => {
      const isSameInterface = interfaceOf(profiles.get(name)) === interfaceOf(profile);
      checkInterface(profile, network.interfaces(), evenIfMissing || isSameInterface);
      await profiles.set(name, profile);
      return doors.status(profile.name);
    },
    'profiles.remove': ({ name }) => profiles.remove(name),
    'profiles.setDefault': async ({ name }) => {
      await profiles.setDefault(name);
      return doors.status(name);
    },
    'profiles.events': ({ after }, { signal }) => doors.events.watch(after, signal),
    'profiles.leakTest': ({ name = settings.get().defaultProfile }) => {
      const profile = profiles.get(name);
      return testForLeaks({
        clock,
        profile,
        status: () => doors.status(name),
        interfaces: network.interfaces,
        clearAddresses: doors.clearAddresses,
        client: () => clientOf(profile),
      });
    },
  };
}
