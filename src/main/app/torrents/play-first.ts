import type { Lifecycle } from './lifecycle.ts';
import type { LiveTorrent } from './live-torrent.ts';
import type { Queue } from './queue.ts';

interface PlayFirstParts {
  readonly queue: Pick<Queue, 'move'>;
  readonly lifecycle: Pick<Lifecycle, 'takeTurn' | 'resume'>;
}

/** What somebody plays does not wait behind what nobody looks at. */
export function makePlayFirst({ queue, lifecycle }: PlayFirstParts) {
  return {
    /** One that waits for its turn goes to the front of the queue. Resolves when its engine has it, or cannot have it. */
    async bringOn(torrent: LiveTorrent): Promise<void> {
      if (torrent.state !== 'queued') return;
      if (torrent.reason?.code === 'in-queue') queue.move([torrent], 'top');
      // Also for one that is being started: for its end.
      await lifecycle.takeTurn(torrent);
    },
    /** Only by a word of a person: what was paused goes on, in front of the queue. */
    async resume(torrent: LiveTorrent): Promise<void> {
      if (torrent.state !== 'paused') return;
      queue.move([torrent], 'top');
      await lifecycle.resume(torrent);
    },
  };
}
export type PlayFirst = ReturnType<typeof makePlayFirst>;
