import { hash } from 'node:crypto';
import { AppError } from '#shared/contract/errors.ts';
import { infoHashFromBytes, type InfoHash } from '#shared/domain/info-hash.ts';
import { parseMagnet, type Magnet } from '#shared/domain/magnet.ts';
import { MetainfoError, parseInfoBytes, parseMetainfo, type Metainfo } from '#shared/domain/metainfo.ts';

/** What a person hands over to be added, understood. */
export type Source =
  | { readonly kind: 'magnet'; readonly infoHash: InfoHash; readonly magnet: Magnet }
  | { readonly kind: 'file'; readonly infoHash: InfoHash; readonly metainfo: Metainfo };

/** File names are bounded by the system that this runs on. */
const namingRules = { windows: process.platform === 'win32' };

/** @throws AppError `invalid-input`, `invalid-torrent`, `unsafe-torrent`, `unsupported-v2` */
export function readSource(source: { readonly magnet: string } | { readonly torrentFile: string }): Source {
  if ('magnet' in source) return readMagnet(source.magnet);
  const bytes = new Uint8Array(Buffer.from(source.torrentFile, 'base64'));
  const metainfo = explaining(() => parseMetainfo(bytes, namingRules));
  return { kind: 'file', infoHash: hashOf(metainfo.infoBytes), metainfo };
}

/** What peers sent for a magnet link. @throws AppError as {@link readSource} */
export function readInfo(infoBytes: Uint8Array): Metainfo {
  return explaining(() => parseInfoBytes(infoBytes, namingRules));
}

export function hashOf(infoBytes: Uint8Array): InfoHash {
  const infoHash = infoHashFromBytes(hash('sha1', infoBytes, 'buffer'));
  if (infoHash === undefined) throw new Error('A SHA-1 of another length than 20 bytes');
  return infoHash;
}

function readMagnet(text: string): Source {
  const magnet = parseMagnet(text);
  switch (magnet) {
    case 'not-a-magnet':
      throw new AppError('invalid-input', 'This is not a magnet link: it does not begin with "magnet:?".');
    case 'no-infohash':
      throw new AppError('invalid-input', 'This magnet link names no torrent (it has no valid xt=urn:btih).');
    case 'v2-only':
      throw new AppError(
        'unsupported-v2',
        'This magnet link is for a BitTorrent v2 torrent, which Warren cannot use yet.',
      );
    default:
      return { kind: 'magnet', infoHash: magnet.infoHash, magnet };
  }
}

function explaining(parse: () => Metainfo): Metainfo {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof MetainfoError)) throw error;
    const { fault, message } = error;
    switch (fault) {
      case 'v2-only':
        throw new AppError('unsupported-v2', message, { cause: error });
      case 'unsafe':
        throw new AppError('unsafe-torrent', message, { cause: error });
      case 'not-a-torrent':
      case 'damaged':
      case 'too-large':
      case 'empty':
        throw new AppError('invalid-torrent', message, { cause: error });
      default:
        return fault satisfies never;
    }
  }
}
