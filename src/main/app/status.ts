import type { Status } from '#shared/contract/status.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engines } from './engines/engines.ts';
import { describeTorrent } from './torrents/live-torrent.ts';
import type { Registry } from './torrents/registry.ts';

interface StatusParts {
  readonly version: string;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly engines: Engines;
  readonly limits: () => Status['limits'];
  settings(): Settings;
}

export function makeStatus({
  version,
  clock,
  registry,
  engines,
  limits,
  settings,
}: StatusParts): () => Status {
  const startedMs = clock.monotonicMs();
  return () => {
    const torrents = registry.list().map(describeTorrent);
    const states = engines.states();
    return {
      version,
      uptimeSeconds: Math.floor((clock.monotonicMs() - startedMs) / 1000),
      torrents: torrents.length,
      downloadBps: torrents.reduce((sum, { downloadBps }) => sum + downloadBps, 0),
      uploadBps: torrents.reduce((sum, { uploadBps }) => sum + uploadBps, 0),
      limits: limits(),
      profiles: settings().profiles.map(({ name }) => ({
        name,
        ...(states.get(name) ?? { state: 'down' as const, reason: 'No torrent uses it.', listenPort: null }),
      })),
    };
  };
}
