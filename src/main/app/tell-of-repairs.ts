import { openAfterRepair } from '#shared/contract/presets.ts';
import type { Catalog } from '../catalog/index.ts';
import type { LoadedSettings } from '../settings/index.ts';
import type { Notices } from './notices.ts';

interface Opened {
  readonly settings: Pick<LoadedSettings, 'setAside' | 'isRestored'>;
  readonly catalog: Pick<Catalog, 'setAside' | 'isRestored'>;
}

/** What was damaged when it was opened, what became of it, and what is left to do. */
export function tellOfRepairs(notices: Pick<Notices, 'tell'>, { settings, catalog }: Opened): void {
  if (settings.setAside !== undefined) {
    const then = settings.isRestored
      ? 'what was saved last has taken their place'
      : `Warren starts with the standard ones. Transfers wait until you choose a network for each; “${openAfterRepair}” lets them use any`;
    const values = {
      file: settings.setAside,
      outcome: settings.isRestored ? 'restored' : 'standard',
      profile: openAfterRepair,
    };
    const text = `The settings could not be read and were put aside as ${settings.setAside}; ${then}.`;
    notices.tell({ severity: 'warning', code: 'settings-set-aside', text, values });
  }
  if (catalog.setAside === undefined) return;
  const then = catalog.isRestored
    ? 'the last backup has taken its place; torrents added since then may have to be added again'
    : 'Warren starts with an empty one; the .torrent files of your torrents are still in the data folder';
  notices.tell({
    severity: 'error',
    code: catalog.isRestored ? 'catalog-restored' : 'catalog-set-aside',
    text: `The catalog was damaged and was put aside as ${catalog.setAside}; ${then}.`,
    values: { file: catalog.setAside },
  });
}
