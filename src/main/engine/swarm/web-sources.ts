import type { StartTorrent } from '#shared/contract/engine.ts';
import type { Layout } from '../content/layout.ts';
import type { WebSources } from '../transfer/exchange/index.ts';
import { isWebSeedUrl, webSeedUrl } from '../transfer/web-seeds/index.ts';
import type { Purpose } from '../../ports/exposure.ts';
import type { Premises } from './premises.ts';

/** The web servers that a torrent names (BEP 19), as far as the profile allows any. */
export function webSourcesOf(
  { infoHash, webSeeds }: Pick<StartTorrent, 'infoHash' | 'webSeeds'>,
  layout: Layout,
  { door, identities, options }: Premises,
): WebSources {
  const { files } = layout.content;
  const purpose: Purpose = {
    kind: 'web-seed',
    torrent: infoHash,
    learns: ['requests', ...(options.identity.clientName ? (['client'] as const) : [])],
  };
  const isSingleFile = files.length === 1 && files[0]?.path.length === 1;
  return {
    urls: options.webSeeds ? [...new Set(webSeeds)].filter(isWebSeedUrl) : [],
    stretchesOf: (base, offset, length) =>
      layout.spans(offset, length).map(({ file, start, length: bytes }) => {
        const { kind, path } = files[file] ?? { kind: 'padding', path: [] };
        const url = kind === 'content' ? webSeedUrl(base, path, isSingleFile) : undefined;
        return { url, start, length: bytes };
      }),
    fetchRange: (url, range, onBytes, signal) =>
      door.exposure.during(purpose, () =>
        door.fetchRange(url, range, onBytes, { userAgent: identities.of(infoHash).userAgent, signal }),
      ),
  };
}
