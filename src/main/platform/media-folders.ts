import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { OfferedFolder } from '#shared/contract/library-items.ts';

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/**
 * A person's own folders for music and videos. Linux desktops write down which they are, in the person's language:
 * https://www.freedesktop.org/wiki/Software/xdg-user-dirs/. Elsewhere they have the names that the system gives them.
 */
export function findMediaFolders({ env, platform, home }: Surroundings): OfferedFolder[] {
  const written = platform === 'linux' ? readUserDirs(env, home) : '';
  const videos = platform === 'darwin' ? 'Movies' : 'Videos';
  return [
    { kind: 'music', path: userDir(written, 'MUSIC', home) ?? join(home, 'Music') },
    { kind: 'videos', path: userDir(written, 'VIDEOS', home) ?? join(home, videos) },
  ];
}

function readUserDirs({ XDG_CONFIG_HOME: config }: Surroundings['env'], home: string): string {
  const folder = config !== undefined && isAbsolute(config) ? config : join(home, '.config');
  try {
    return readFileSync(join(folder, 'user-dirs.dirs'), 'utf8');
  } catch {
    return '';
  }
}

/** A line is `XDG_MUSIC_DIR="$HOME/Musik"` or has a path from the root on. Anything else the specification ignores. */
function userDir(written: string, name: string, home: string): string | undefined {
  const line = new RegExp(
    String.raw`^\s*XDG_${name}_DIR\s*=\s*"(\$HOME(?=[/"])|(?=/))((?:[^"\\]|\\.)*)"`,
    'mu',
  );
  const [, before, rest] = line.exec(written) ?? [];
  if (rest === undefined) return undefined;
  const path = rest.replace(/\\(.)/gu, '$1');
  return resolve(before === '' ? path : `${home}${path}`);
}
