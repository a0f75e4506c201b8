import { extname } from 'node:path';

const audio = new Set([
  ...[
    '.mp3',
    '.mp2',
    '.flac',
    '.ogg',
    '.oga',
    '.opus',
    '.spx',
    '.m4a',
    '.m4b',
    '.aac',
    '.wav',
    '.wave',
    '.aif',
  ],
  ...['.aiff', '.aifc', '.wma', '.wv', '.ape', '.mpc', '.dsf', '.dff', '.tta', '.mka'],
]);
const video = new Set([
  ...[
    '.mp4',
    '.m4v',
    '.mov',
    '.mkv',
    '.webm',
    '.avi',
    '.ts',
    '.m2ts',
    '.mts',
    '.wmv',
    '.asf',
    '.mpg',
    '.mpeg',
  ],
  ...['.vob', '.flv', '.ogv', '.3gp'],
]);
const playlists = new Set(['.m3u', '.m3u8', '.pls']);

export type FileKind = 'audio' | 'video' | 'playlist';

/** By its name alone: a walk over 100,000 files opens none. Undefined: nothing that a library holds. */
export function fileKindOf(name: string): FileKind | undefined {
  const extension = extname(name).toLowerCase();
  if (audio.has(extension)) return 'audio';
  if (video.has(extension)) return 'video';
  return playlists.has(extension) ? 'playlist' : undefined;
}
