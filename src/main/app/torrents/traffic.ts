import type { Catalog } from '../../catalog/index.ts';
import { receivedBytes, sentBytes } from './live-torrent.ts';
import type { Registry } from './registry.ts';

/** What a crash may lose of the byte counts and of the time of seeding (of nothing else), ms. */
const saveEveryMs = 10_000;

/** Stores the byte counts, the time of seeding and the progress of running torrents from time to time, all in one transaction. */
export function keepTraffic({
  registry,
  catalog,
}: {
  readonly registry: Registry;
  readonly catalog: Catalog;
}): Disposable {
  const saved = new Map<string, string>();

  function save(): void {
    catalog.transaction(() => {
      for (const torrent of registry.list()) {
        const { figures, stored } = torrent;
        if (figures === undefined || figures.phase === 'metadata' || figures.phase === 'checking') continue;
        const values = [
          receivedBytes(torrent),
          sentBytes(torrent),
          figures.doneBytes,
          figures.wantedBytes,
          stored.seededMs,
        ] as const;
        const text = values.join(' ');
        if (saved.get(stored.infoHash) === text) continue;
        saved.set(stored.infoHash, text);
        catalog.torrents.setTraffic(stored.infoHash, values[0], values[1]);
        catalog.torrents.setProgress(stored.infoHash, values[2], values[3]);
        catalog.torrents.setSeeded(stored.infoHash, values[4]);
      }
    });
  }

  const timer = setInterval(save, saveEveryMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
