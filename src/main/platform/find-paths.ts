import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathsIn, type Paths } from '../ports/paths.ts';

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** The data directory that was asked for, else `WARREN_DATA_DIR`, else the system's own place for such data. */
export function findPaths(dataDir: string | undefined, { env, platform }: Surroundings): Paths {
  const asked = [dataDir, env.WARREN_DATA_DIR].find((path) => path !== undefined && path !== '');
  const home = homedir();
  return pathsIn({
    dataDir: asked === undefined ? ownPlace(home, { env, platform }) : resolve(asked),
    downloads: join(env.XDG_DOWNLOAD_DIR ?? join(home, 'Downloads'), 'Warren'),
  });
}

function ownPlace(home: string, { env, platform }: Surroundings): string {
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Warren');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Warren');
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'warren');
}
