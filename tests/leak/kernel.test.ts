import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { describeWith, leakTools } from '../support/tools.ts';
import type { Routing } from './bed/routing.ts';
import { tunnelKinds, type TunnelKind } from './bed/tunnel.ts';
import { describePacket } from './capture/packet.ts';
import { happenings, quietMs } from './scenario/events.ts';
import { followWarning, isContent } from './scenario/offered-lines.ts';
import { blocksFlow, everythingFlows, goesOn, setScene, type Scene } from './scenario/scene.ts';

/*
 * Where Warren stops while others still send to it, the kernel answers them. No socket is there that could be bound.
 * That such packets leave through the cable otherwise is in control.test.ts.
 */

const abrupt = ['the engine crashes', 'Warren is ended', 'Warren is killed'];
const combinations = tunnelKinds.flatMap((tunnel) =>
  (['split', 'bare'] as const).flatMap((routing) => abrupt.map((name) => ({ tunnel, routing, name }))),
);

async function flowingScene(tunnel: TunnelKind, routing: Routing): Promise<Scene> {
  const scene = await setScene({ tunnel, routing });
  await everythingFlows(scene);
  return scene;
}

async function happens(scene: Scene, name: string): Promise<void> {
  const happening = happenings.find((each) => each.name === name);
  if (happening === undefined) throw new Error(`Nothing is called "${name}"`);
  const since = Date.now();
  await happening.happens(scene);
  if (happening.then === 'passes') await goesOn(scene, since);
  else await sleep(quietMs);
}

describeWith(leakTools, 'what the kernel answers in the name of the tunnel', () => {
  test('is warned of until the lines that Warren offers have been run', async () => {
    await using scene = await setScene({ tunnel: 'wireguard', routing: 'split' });

    await followWarning(scene);

    await isContent(scene);
  });

  test.each(combinations)(
    'stays in the tunnel with the lines that Warren offers ($tunnel, $routing routing) when $name',
    async ({ tunnel, routing, name }) => {
      await using scene = await flowingScene(tunnel, routing);
      await followWarning(scene);
      const since = Date.now();
      await blocksFlow(scene);

      await happens(scene, name);

      const { ours, kernel } = await scene.world.clearPackets();
      const late = kernel.filter(({ at }) => at >= since);
      expect([...ours, ...late].map(describePacket)).toEqual([]);
    },
  );
});
