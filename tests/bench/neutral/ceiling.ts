import { within } from '../measure/limit.ts';
import type { Payload } from '../payload.ts';
import type { World } from '../world.ts';
import { startSink } from './sink.ts';
import { startSource } from './source.ts';

/**
 * MB/s from the neutral seeder to the neutral leecher, with no client in between: what the harness and the machine allow.
 * A contender near this figure is not measured by this harness any more.
 */
export async function measureCeiling(world: World, payload: Payload, limitSeconds: number): Promise<number> {
  await using source = await startSource(world, payload);
  const [host = '', port = ''] = source.address.split(':');
  await using sink = startSink(world, payload, { host, port: Number(port) });
  const limit = { seconds: limitSeconds, what: () => 'the harness alone' };
  const { firstAt, doneAt } = await within(limit, sink.fetched());
  return payload.sizeBytes / 1e6 / (doneAt - firstAt);
}
