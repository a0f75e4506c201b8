// Finds the Electron binary, fetching it the first time (its package does that on demand, from GitHub).
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownNode, root } from './own-node.mjs';

const folder = join(root, 'node_modules', 'electron');
/** About 120 MB; a slow line still makes it, a closed one is noticed long before. */
const downloadPatienceMs = 15 * 60 * 1000;

/** @returns {Promise<{ path: string } | { path: undefined, why: string }>} */
export async function findElectron() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { path: undefined, why: 'There is no display here for a desktop window.' };
  }
  const path = installed();
  if (path !== undefined) return { path };
  process.stderr.write('Fetching Electron (about 120 MB, only the first time) …\n');
  await download();
  const fetched = installed();
  return fetched === undefined
    ? { path: undefined, why: 'Electron could not be downloaded here.' }
    : { path: fetched };
}

function installed() {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const path = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'),
    readFileSync(pathFile, 'utf8'),
  );
  return existsSync(path) ? path : undefined;
}

function download() {
  return new Promise((resolve) => {
    const child = spawn(ownNode(), [join(folder, 'install.js')], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill(), downloadPatienceMs);
    child.on('error', resolve);
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
