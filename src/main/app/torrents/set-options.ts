import type { Client } from '#shared/contract/define.ts';
import type { EngineApi } from '#shared/contract/engine.ts';
import type { TorrentOptions } from '#shared/contract/torrent.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Goals } from './goals.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { LiveTorrent } from './live-torrent.ts';
import type { Registry } from './registry.ts';
import { tellEngine } from './tell-engine.ts';

interface OptionParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly lifecycle: Lifecycle;
  clientFor(torrent: LiveTorrent): Client<EngineApi>;
  readonly goals: Pick<Goals, 'renew' | 'look' | 'transferOptionsOf'>;
}

export type OptionChange = { readonly [K in keyof TorrentOptions]?: TorrentOptions[K] | undefined };

/** Sets limits, order and seeding goal of a torrent: kept first, then in force at once where an engine has it. */
export function makeOptionSetter({ registry, catalog, lifecycle, clientFor, goals }: OptionParts) {
  async function set(torrent: LiveTorrent, change: OptionChange): Promise<void> {
    const { infoHash, options: before } = torrent.stored;
    const options: TorrentOptions = {
      downloadLimitBps:
        change.downloadLimitBps === undefined ? before.downloadLimitBps : change.downloadLimitBps,
      uploadLimitBps: change.uploadLimitBps === undefined ? before.uploadLimitBps : change.uploadLimitBps,
      isSequential: change.isSequential ?? before.isSequential,
      firstLastFirst: change.firstLastFirst ?? before.firstLastFirst,
      seedingGoal: change.seedingGoal === undefined ? before.seedingGoal : change.seedingGoal,
    };
    catalog.transaction(() => {
      catalog.torrents.setOptions(infoHash, options);
      if (JSON.stringify(options.seedingGoal) !== JSON.stringify(before.seedingGoal))
        goals.renew(torrent, options.seedingGoal);
    });
    torrent.stored = { ...torrent.stored, options };
    registry.changed(torrent);
    goals.look();
    await tellEngine(() =>
      clientFor(torrent)['torrents.setOptions']({ infoHash, options: goals.transferOptionsOf(torrent) }),
    );
  }

  return (torrent: LiveTorrent, change: OptionChange) =>
    lifecycle.between(torrent, () => set(torrent, change));
}
export type OptionSetter = ReturnType<typeof makeOptionSetter>;
