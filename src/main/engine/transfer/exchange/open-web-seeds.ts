import type { Blame } from '../blame/index.ts';
import type { Limiter } from '../limiter/index.ts';
import type { Picker } from '../picker/index.ts';
import { makeRateMeter } from '../rate-meter.ts';
import { makeWebSeed, type WebSeed } from '../web-seeds/index.ts';
import type { Backlog } from './backlog.ts';
import type { Downloads } from './downloads.ts';
import type { WebSources } from './interface.ts';
import { makeReading } from './reading.ts';
import type { TorrentPieces } from './torrent-pieces.ts';

interface WebSeedsParts {
  readonly web: WebSources;
  readonly pieces: Pick<TorrentPieces, 'pieceBytes' | 'sizeOfPiece'>;
  readonly picker: Pick<Picker, 'join'>;
  readonly downloads: Downloads;
  readonly backlog: Backlog;
  readonly blame: Pick<Blame, 'isBanned'>;
  readonly limit: Limiter;
  readonly nowMs: () => number;
  onReceived(bytes: number): void;
}

/** The web servers of a torrent as sources of its pieces. */
export function openWebSeeds(parts: WebSeedsParts): WebSeed[] {
  const { web, pieces, picker, downloads, backlog, blame, limit, nowMs, onReceived } = parts;
  return web.urls.map((url) =>
    makeWebSeed({
      url,
      picks: picker.join(),
      downloads,
      given: makeRateMeter({ nowMs }),
      pieceBytes: pieces.pieceBytes,
      sizeOfPiece: pieces.sizeOfPiece,
      stretchesOf: (offset, length) => web.stretchesOf(url, offset, length),
      fetchRange: (...wanted) => web.fetchRange(...wanted),
      read: (wake) => makeReading({ limiter: limit, backlog, wake }),
      isBanned: () => blame.isBanned(url),
      nowMs,
      onReceived,
    }),
  );
}
