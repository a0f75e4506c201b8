import type { Handlers } from '../../src/shared/contract/define.ts';
import type { WhenDone, whenDoneApi } from '../../src/shared/contract/when-done.ts';
import { whenChanged } from './in-memory-core-streams.ts';
import type { World } from './in-memory-core-world.ts';

export function idleWhenDone(): WhenDone {
  return { possible: ['quit', 'sleep', 'shut-down'], wish: null, secondsLeft: null, refused: null };
}

/** Nothing ever happens; a test says how far the countdown is. */
export function whenDoneHandlers(world: World): Handlers<typeof whenDoneApi> {
  return {
    'whenDone.watch': (_, { signal }) => whenChanged(signal, () => world.whenDone),
    'whenDone.set': async ({ wish }) => {
      await world.enter('whenDone.set', { wish });
      world.whenDone = { ...world.whenDone, wish, secondsLeft: null, refused: null };
      return world.whenDone;
    },
  };
}
