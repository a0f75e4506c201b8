import { expect, test } from 'vitest';
import { makeDoors } from '../../../../src/main/app/doors/doors.ts';
import type { Engines } from '../../../../src/main/app/engines/engines.ts';
import { systemClock } from '../../../../src/main/ports/clock.ts';
import type { Logger } from '../../../../src/main/ports/logger.ts';
import { profileSchema } from '../../../../src/shared/contract/profile.ts';
import { settingsSchema } from '../../../../src/shared/contract/settings.ts';
import type { NetworkInterface } from '../../../../src/shared/domain/network-interface.ts';

const nothing = () => undefined;
const silentLogger: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

const wg0: NetworkInterface = {
  name: 'wg0',
  index: 7,
  kind: 'vpn',
  isUp: true,
  addresses: [{ address: '10.2.0.2', family: 4, isLinkLocal: false, network: '10.2.0.0/24' }],
  hasDefaultRoute4: true,
  hasDefaultRoute6: false,
  gateway4: null,
  dnsServers: [],
};

/** One profile that is tied to wg0, with what its door did. */
function makeHouse({ resumesByItself = true } = {}) {
  let interfaces: readonly NetworkInterface[] = [wg0];
  const did: string[] = [];
  const profile = profileSchema.parse({
    name: 'VPN',
    binding: { kind: 'interface', interface: 'wg0' },
    resumesByItself,
  });
  const settings = settingsSchema.parse({ profiles: [profile], defaultProfile: 'VPN' });
  const doors = makeDoors({
    network: { interfaces: () => interfaces, cannotBind: undefined },
    // Only what doors use of them.
    engines: {
      open: (_: unknown, binding: { kind: string }) => void did.push(`process ${binding.kind}`),
      close: () => {
        did.push('process ends');
        return Promise.resolve();
      },
    } as unknown as Engines,
    clock: systemClock,
    logger: silentLogger,
    listener: {
      onShut: (_, reason) => void did.push(`shut ${reason}`),
      onOpen: () => void did.push('open'),
      onReplaced: () => void did.push('replaced'),
    },
    settings: () => settings,
  });
  return {
    doors,
    setInterfaces: (now: readonly NetworkInterface[]) => (interfaces = now),
    whatItDid: () => did.splice(0),
  };
}

test('a door is shut while the computer sleeps, and opens with a new process when it wakes', async () => {
  const { doors, whatItDid } = makeHouse();
  await doors.check();
  expect(whatItDid()).toEqual(['open', 'process ends', 'process interface']);
  await doors.sleep();
  expect(whatItDid()).toEqual(['shut asleep', 'process ends', 'process none']);
  await doors.check();
  expect(whatItDid()).toEqual([]);
  await doors.wake();
  expect(whatItDid()).toEqual(['open', 'process ends', 'process interface']);
});

test('a network that is another one when it wakes is not used', async () => {
  const { doors, setInterfaces, whatItDid } = makeHouse();
  await doors.check();
  await doors.sleep();
  whatItDid();
  setInterfaces([{ ...wg0, name: 'eth0', index: 2, kind: 'lan' }]);
  await doors.wake();
  expect(whatItDid()).toEqual(['shut interface-missing']);
  setInterfaces([wg0]);
  await doors.check();
  expect(whatItDid()).toEqual(['open', 'process ends', 'process interface']);
});

test('a sleep is no loss of the network: a door that waits for a word after one does not wait after the other', async () => {
  const { doors, setInterfaces, whatItDid } = makeHouse({ resumesByItself: false });
  await doors.check();
  await doors.sleep();
  await doors.wake();
  expect(whatItDid().at(-1)).toBe('process interface');

  setInterfaces([]);
  await doors.check();
  await doors.sleep();
  setInterfaces([wg0]);
  await doors.wake();
  expect(whatItDid().at(-1)).toBe('shut waits-for-you');
});

test('a waking that comes without a sleep before it renews every door all the same', async () => {
  const { doors, whatItDid } = makeHouse();
  await doors.check();
  whatItDid();
  await doors.wake();
  expect(whatItDid()).toEqual([
    ...['shut asleep', 'process ends', 'process none'],
    ...['open', 'process ends', 'process interface'],
  ]);
});
