import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import type { Profile } from '#shared/contract/profile.ts';
import type { Doors } from '../doors/doors.ts';
import type { Lifecycle } from '../torrents/lifecycle.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import type { Registry } from '../torrents/registry.ts';

interface NewIdentityParts {
  readonly registry: Registry;
  readonly lifecycle: Pick<Lifecycle, 'restart'>;
  readonly doors: Pick<Doors, 'renew'>;
  /** @throws AppError `not-found` */
  profileOf(torrent: LiveTorrent): Profile;
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
}

type Changed = 'peer-id' | 'port' | 'dht-id';

/**
 * Ends every link of a torrent and begins anew as somebody else. Port and DHT id belong to the process of its profile:
 * they change where no other torrent uses them.
 * @throws AppError `engine-down` where there is no process to tell; nothing has changed then but that it was restarted
 */
export async function takeNewIdentity(torrent: LiveTorrent, parts: NewIdentityParts): Promise<Changed[]> {
  const { registry, lifecycle, doors, profileOf, clientFor } = parts;
  const profile = profileOf(torrent);
  const isAlone = !registry
    .list()
    .some((other) => other !== torrent && other.stored.profile === profile.name && !other.stored.isPaused);
  if (isAlone) {
    await doors.renew(profile.name);
    const hasFreePort = profile.listenPort === 0 && profile.portSource.kind === 'none';
    return [
      'peer-id',
      ...(hasFreePort ? (['port'] as const) : []),
      ...(profile.discovery.dht && profile.proxy === null ? (['dht-id'] as const) : []),
    ];
  }
  const { infoHash } = torrent.stored;
  await lifecycle.restart(torrent, () => clientFor(torrent)['torrents.newIdentity']({ infoHash }));
  return ['peer-id'];
}
