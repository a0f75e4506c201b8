import { within } from '../measure/limit.ts';
import type { Payload } from '../payload.ts';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';
import { startSink } from './sink.ts';
import { startSource } from './source.ts';

interface CeilingOptions {
  readonly payload: Payload;
  readonly place: Place;
  readonly isEncrypted: boolean;
  readonly limitSeconds: number;
}

/**
 * MB/s from one neutral seeder to one neutral leecher, with no client in between: what the harness and the machine allow.
 * A contender near this figure is not measured by this harness any more.
 */
export async function measureCeiling(world: World, options: CeilingOptions): Promise<number> {
  const { payload, limitSeconds } = options;
  await using source = await startSource(world, { ...options, count: 1 });
  const [host = '', port = ''] = source.addresses[0]?.split(':') ?? [];
  await using sink = startSink(world, { ...options, index: 0, seeder: { host, port: Number(port) } });
  const limit = { seconds: limitSeconds, what: () => 'the harness alone' };
  const { firstAt, doneAt } = await within(limit, sink.fetched());
  return payload.sizeBytes / 1e6 / (doneAt - firstAt);
}
