import { join, sep } from 'node:path';
import type { Settings } from '#shared/contract/settings.ts';
import { mediaTypeOf } from '#shared/domain/media-type.ts';
import type { Catalog, Library } from '../../catalog/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LiveTorrent } from '../torrents/live-torrent.ts';
import type { Registry } from '../torrents/registry.ts';
import type { Scanner } from './scanner.ts';
import type { FolderWatch } from './watch-folders.ts';

interface ArrivalParts {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly library: Library;
  readonly scanner: Pick<Scanner, 'scan'>;
  readonly watch: Pick<FolderWatch, 'refresh'>;
  readonly clock: Clock;
  settings(): Settings;
  /** Where downloads go when nothing else is said. */
  downloadFolder(): string;
}

/** How downloads enter the library: whole, and by the user's rule. */
export function makeArrivals(parts: ArrivalParts) {
  const { registry, catalog, library, scanner, watch, clock, settings, downloadFolder } = parts;

  return {
    /** A download is whole. One that was saved outside the library and outside the download folder stays outside. */
    finished({ stored }: LiveTorrent): void {
      const files = catalog.contents.content(stored.infoHash)?.files ?? [];
      if (!files.some(({ path, isWanted }) => isWanted && mediaTypeOf(path.at(-1) ?? '') !== undefined))
        return;
      const { savePath } = stored;
      const folder = library.folders.all().find(({ path }) => savePath === path || isBelow(savePath, path));
      if (folder !== undefined) return void scanner.scan(folder.id);
      if (!settings().library.takesDownloads || savePath !== downloadFolder()) return;
      const added = library.folders.add(savePath, clock.now());
      void watch.refresh();
      scanner.scan(added.id);
    },
    /** Files that are still on their way, absolute: half a track is no track, and would be called damaged. */
    unfinished(): string[] {
      return registry.list().flatMap(({ stored }) => {
        if (stored.completedAt !== null) return [];
        const files = catalog.contents.content(stored.infoHash)?.files ?? [];
        return files
          .filter(({ kind }) => kind === 'content')
          .map(({ path }) => join(stored.savePath, ...path));
      });
    },
  };
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
