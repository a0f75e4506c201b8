import { MetainfoError, parseMetainfo, type Metainfo } from '#shared/domain/metainfo.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import { hashOf } from '../torrents/sources.ts';
import { ImportError } from './finding.ts';

/** File names are bounded by the system that this runs on. */
const namingRules = { windows: process.platform === 'win32' };

export interface Description {
  readonly infoHash: InfoHash;
  readonly metainfo: Metainfo;
}

/** The .torrent file that a client keeps. @throws ImportError `damaged`, `v2-only`, `unusable` */
export function readDescription(bytes: Uint8Array): Description {
  try {
    const metainfo = parseMetainfo(bytes, namingRules);
    return { infoHash: hashOf(metainfo.infoBytes), metainfo };
  } catch (error) {
    if (!(error instanceof MetainfoError)) throw error;
    const { fault, message } = error;
    switch (fault) {
      case 'v2-only':
        throw new ImportError('v2-only', message, { cause: error });
      case 'not-a-torrent':
      case 'damaged':
        throw new ImportError('damaged', message, { cause: error });
      case 'unsafe':
      case 'too-large':
      case 'empty':
        throw new ImportError('unusable', message, { cause: error });
      default:
        return fault satisfies never;
    }
  }
}
