import { expect, test } from 'vitest';
import type { ProfileStatus } from '../../src/shared/contract/network.ts';
import { describeWith, leakTools } from '../support/tools.ts';
import { until } from '../support/until.ts';
import { fallSilent, speakAgain } from './bed/gateway.ts';
import { describePacket } from './capture/packet.ts';
import { blocksFlow, everythingFlows, setScene } from './scenario/scene.ts';

/** Else it takes up to a minute until somebody asks, and twice as long until he is sure, ms. */
const liveness = { lookEveryMs: 200, freshMs: 500 };

describeWith(leakTools, 'a tunnel that is up and leads nowhere', () => {
  test('is called dead, with the reason, lets nothing out another way, and is alive when it answers again', async () => {
    await using scene = await setScene({ tunnel: 'wireguard', routing: 'split', settings: { liveness } });
    await everythingFlows(scene);
    const { world, warren, profile } = scene;
    const { tunnel, namespaces } = world.bed;
    const vpn = namespaces.vpn(tunnel.server);
    const show = () => warren.call<ProfileStatus>('profiles.show', { name: profile });
    const becomes = (state: ProfileStatus['state']) =>
      until(async () => (await show()).state === state, { what: `the profile is ${state}` });
    await becomes('up');

    await fallSilent(vpn, tunnel.server);
    await becomes('dead');

    const { reason, interface: device, listenPort } = await show();
    expect(reason).toContain(`"${tunnel.device}" is up, but nothing answers`);
    // The door stands: nothing is shut, nothing goes another way.
    expect(device).toBe(tunnel.device);
    expect(listenPort).not.toBeNull();

    await speakAgain(vpn);
    await becomes('up');
    expect((await show()).reason).toBeNull();
    await blocksFlow(scene);
    expect((await world.clearPackets()).ours.map(describePacket)).toEqual([]);
  });
});
