import type { Api } from '../../src/shared/contract/api.ts';
import type { Status } from '../../src/shared/contract/status.ts';
import type { Handlers } from '../../src/shared/contract/define.ts';
import { AppError } from '../../src/shared/contract/errors.ts';
import { settingsSchema } from '../../src/shared/contract/settings.ts';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { addingHandlers } from './in-memory-core-adding.ts';
import { detailHandlers } from './in-memory-core-details.ts';
import { doorHandlers } from './in-memory-core-doors.ts';
import { exposureHandlers } from './in-memory-core-exposure.ts';
import { importHandlers } from './in-memory-core-imports.ts';
import { libraryHandlers } from './in-memory-core-library.ts';
import { limitHandlers, limitsOf } from './in-memory-core-limits.ts';
import { noPlayer } from './in-memory-core-player.ts';
import { again, beat, changes } from './in-memory-core-streams.ts';
import { whenDoneHandlers } from './in-memory-core-when-done.ts';
import type { World } from './in-memory-core-world.ts';

/** The contract, answered from memory. No torrent moves a byte; what a command changes, the next beat tells. */
export function inMemoryHandlers(world: World, player = noPlayer): Handlers<Api> {
  function find(id: string): Torrent {
    const found = [...world.torrents.rows.values()].find((torrent) => torrent.id.startsWith(id));
    if (found === undefined) throw new AppError('not-found', `There is no torrent ${id}.`);
    return found;
  }

  function changeAll(ids: readonly string[], part: (torrent: Torrent) => Partial<Torrent>): Torrent[] {
    const changed = ids
      .map(find)
      .map((torrent) => ({ ...torrent, ...part(torrent), stateSince: new Date().toISOString() }));
    world.torrents.put(...changed);
    return changed;
  }

  function status(): Status {
    const rows = [...world.torrents.rows.values()];
    return {
      version: world.version,
      uptimeSeconds: 1,
      torrents: rows.length,
      downloadBps: rows.reduce((sum, { downloadBps }) => sum + downloadBps, 0),
      uploadBps: rows.reduce((sum, { uploadBps }) => sum + uploadBps, 0),
      limits: limitsOf(world),
      profiles: world.settings.profiles.map(({ name }) => ({
        name,
        state: 'up',
        reason: null,
        listenPort: 51_413,
      })),
    };
  }

  return {
    ...addingHandlers(world),
    ...detailHandlers({ world, find }),
    ...doorHandlers(world),
    ...exposureHandlers(world),
    ...libraryHandlers(world),
    ...limitHandlers({ world, status, changeAll }),
    ...importHandlers(world),
    ...whenDoneHandlers(world),
    ...player,
    'app.status': async () => {
      await world.enter('app.status', undefined);
      return status();
    },
    'app.watch': (_input, { signal }) => again(signal, status),
    'notices.watch': ({ after }, { signal }) => changes(world.notices, after, signal),
    'notices.dismiss': async ({ id }) => {
      await world.enter('notices.dismiss', { id });
      world.notices.remove(id);
    },

    'settings.get': async () => {
      await world.enter('settings.get', undefined);
      return world.settings;
    },
    'settings.update': async (input) => {
      await world.enter('settings.update', input);
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      // Null takes a setting away.
      const { downloadFolder, ...rest } = { downloadFolder: world.settings.downloadFolder, ...given };
      const folder = typeof downloadFolder === 'string' ? { downloadFolder } : {};
      world.settings = settingsSchema.parse({
        ...world.settings,
        ...rest,
        downloadFolder: undefined,
        ...folder,
        desktop: { ...world.settings.desktop, ...input.desktop },
      });
      return world.settings;
    },

    'torrents.list': async () => {
      await world.enter('torrents.list', undefined);
      return [...world.torrents.rows.values()];
    },
    'torrents.watch': async function* ({ after }, { signal }) {
      await world.enter('torrents.watch', { after });
      yield* changes(world.torrents, after, signal);
    },
    'torrents.show': async ({ id }) => {
      await world.enter('torrents.show', { id });
      return find(id);
    },
    'torrents.pause': async ({ ids }) => {
      await world.enter('torrents.pause', { ids });
      return changeAll(ids, () => ({
        state: 'paused',
        reasonCode: 'by-user',
        downloadBps: 0,
        uploadBps: 0,
        peers: 0,
        etaSeconds: null,
      }));
    },
    'torrents.resume': async ({ ids }) => {
      await world.enter('torrents.resume', { ids });
      return changeAll(ids, ({ progress }) => ({
        state: progress >= 1 ? 'seeding' : 'downloading',
        reasonCode: null,
      }));
    },
    'torrents.move': async function* (input, { signal }) {
      await world.enter('torrents.move', input);
      const { sizeBytes: totalBytes } = find(input.id);
      for (const step of [0, 1, 2, 3]) {
        yield { kind: 'moving', doneBytes: Math.floor((totalBytes * step) / 4), totalBytes };
        await beat(signal);
        if (step === 2) await world.enter('torrents.move half way', undefined);
        if (signal.aborted) return;
      }
      const [torrent] = changeAll([input.id], () => ({ savePath: input.folder }));
      if (torrent !== undefined) yield { kind: 'moved', torrent };
    },
    'torrents.setProfile': async ({ ids, profile }) => {
      await world.enter('torrents.setProfile', { ids, profile });
      return changeAll(ids, () => ({ profile }));
    },
    'torrents.recheck': async ({ ids }) => {
      await world.enter('torrents.recheck', { ids });
      return changeAll(ids, () => ({ state: 'checking', reasonCode: null, progress: 0 }));
    },
    'torrents.remove': async ({ ids, deleteFiles }) => {
      await world.enter('torrents.remove', { ids, deleteFiles });
      const removed = ids.map((id) => find(id).id);
      world.torrents.remove(...removed);
      return { removed };
    },
    'torrents.setOptions': async ({ ids, options }) => {
      await world.enter('torrents.setOptions', { ids, options });
      return changeAll(ids, (torrent) => ({
        downloadLimitBps:
          options.downloadLimitBps === undefined ? torrent.downloadLimitBps : options.downloadLimitBps,
        uploadLimitBps:
          options.uploadLimitBps === undefined ? torrent.uploadLimitBps : options.uploadLimitBps,
        isSequential: options.isSequential ?? torrent.isSequential,
        firstLastFirst: options.firstLastFirst ?? torrent.firstLastFirst,
        seedingGoal: options.seedingGoal === undefined ? torrent.seedingGoal : options.seedingGoal,
      }));
    },
  };
}
