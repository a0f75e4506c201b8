import type { ProfileStatus } from '../../../src/shared/contract/network.ts';
import { until } from '../../support/until.ts';
import { runAtClient } from './source-rules.ts';
import type { Scene } from './scene.ts';

async function offeredLines({ warren, profile }: Scene): Promise<readonly string[] | undefined> {
  const { warnings } = await warren.call<ProfileStatus>('profiles.show', { name: profile });
  return warnings.find(({ code }) => code === 'split-route')?.commands;
}

/** Does what Warren tells the administrator to do about split routing. */
export async function followWarning(scene: Scene): Promise<void> {
  const lines = await until(() => offeredLines(scene), { what: 'Warren warns of split routing' });
  await runAtClient(scene.world, lines);
}

/** Nothing about it tells Warren that a rule was added: it looks again now and then. */
export async function isContent(scene: Scene): Promise<void> {
  await until(async () => (await offeredLines(scene)) === undefined, {
    what: 'Warren is content with the routing',
  });
}
