import type { Lifecycle } from './lifecycle.ts';
import { pauseReasonOf, reasonOf, type StateReasonText } from './live-torrent.ts';
import type { Registry } from './registry.ts';

interface ProfileLifeParts {
  readonly registry: Registry;
  readonly lifecycle: Lifecycle;
  /** Why nothing of a profile may run now; undefined while its door is open. */
  shutReasonOf(profile: string): StateReasonText | undefined;
}

/** What happens to all torrents of a profile when its engine comes and goes. */
export function makeProfileLife({ registry, lifecycle, shutReasonOf }: ProfileLifeParts) {
  const torrentsOf = (profile: string) => registry.list().filter(({ stored }) => stored.profile === profile);

  return {
    /** Its engine is up (again): everything that should run is handed to it. */
    startAll(profile: string): void {
      for (const torrent of torrentsOf(profile)) {
        if (torrent.stored.isPaused || (torrent.state !== 'queued' && torrent.state !== 'blocked')) continue;
        const { wish = {} } = torrent;
        torrent.wish = undefined;
        void lifecycle.start(torrent, wish);
      }
    },
    /** Torrents whose profile is none of these have no engine that could come up: they say why they wait. */
    blockStrays(profiles: readonly string[]): void {
      for (const torrent of registry.list())
        if (!torrent.stored.isPaused && !profiles.includes(torrent.stored.profile))
          void lifecycle.start(torrent);
    },
    /** Its engine is gone: everything that ran waits. */
    waitAll(profile: string): void {
      for (const torrent of torrentsOf(profile)) {
        lifecycle.settle(torrent);
        const { state, stored } = torrent;
        if (state === 'checking' && stored.isPaused)
          registry.happen(torrent, 'pause', pauseReasonOf(torrent));
        else if (state === 'checking' || state === 'downloading' || state === 'seeding')
          registry.happen(torrent, 'wait', reasonOf('engine-restarting'));
      }
    },
    /** Its door is shut: what ran, or was to run, is blocked. */
    blockAll(profile: string): void {
      const reason = shutReasonOf(profile);
      if (reason === undefined) return;
      for (const torrent of torrentsOf(profile)) {
        lifecycle.settle(torrent);
        const { state, stored } = torrent;
        if (!stored.isPaused) registry.happen(torrent, 'block', reason);
        else if (state === 'checking') registry.happen(torrent, 'pause', pauseReasonOf(torrent));
      }
    },
  };
}
export type ProfileLife = ReturnType<typeof makeProfileLife>;
