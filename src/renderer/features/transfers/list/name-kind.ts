/** What a torrent seems to hold, told from its name: only for a picture, never for a decision. */
export type NameKind = 'music' | 'video' | 'picture' | 'text' | 'archive' | 'disc' | 'folder' | 'file';

const kindByExtension: Readonly<Record<string, NameKind>> = {
  ...kinds('music', 'mp3 flac ogg opus m4a aac wav aiff alac wma'),
  ...kinds('video', 'mkv mp4 avi mov webm m4v mpg mpeg wmv ts'),
  ...kinds('picture', 'jpg jpeg png gif webp avif tif tiff svg'),
  ...kinds('text', 'pdf epub mobi txt md djvu cbz'),
  ...kinds('archive', 'zip 7z rar tar gz xz bz2 zst'),
  ...kinds('disc', 'iso img dmg'),
};

function kinds(kind: NameKind, extensions: string): Record<string, NameKind> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, kind]));
}

export function nameKind(name: string, fileCount: number): NameKind {
  if (fileCount > 1) return 'folder';
  const extension = /\.([a-z0-9]{1,5})$/iu.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(kindByExtension, extension) ? (kindByExtension[extension] ?? 'file') : 'file';
}
