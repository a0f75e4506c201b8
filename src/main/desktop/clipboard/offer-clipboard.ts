import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import { soleMagnet } from '#shared/domain/sole-magnet.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import type { OpenedSources } from '../opened-sources.ts';

interface OfferClipboardParts {
  /** Electron's. */
  readonly clipboard: { readText(): Promise<string> };
  isWanted(): boolean;
  readonly handlers: Pick<Handlers<Api>, 'torrents.list'>;
  readonly sources: Pick<OpenedSources, 'keep'>;
  readonly logger: Logger;
}

const never = new AbortController().signal;

/**
 * To be called when the window comes to the front: offers the magnet link that lies in the clipboard, each torrent once
 * for as long as Warren runs, and none that it has. While this is not wanted the clipboard is not read.
 */
export function makeClipboardOffers({ clipboard, isWanted, handlers, sources, logger }: OfferClipboardParts) {
  const offered = new Set<InfoHash>();

  async function look(): Promise<void> {
    if (!isWanted()) return;
    const found = soleMagnet(await clipboard.readText());
    if (found === undefined || offered.has(found.infoHash)) return;
    offered.add(found.infoHash);
    const torrents = await handlers['torrents.list'](undefined, { signal: never });
    if (torrents.some(({ infoHash }) => infoHash === found.infoHash)) return;
    sources.keep({ offeredMagnet: found.link });
  }

  return () =>
    look().catch((error: unknown) => logger.warn('clipboard.not-offered', { error: errorLabel(error) }));
}
