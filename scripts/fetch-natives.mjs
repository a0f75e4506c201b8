// `node scripts/fetch-natives.mjs linux-arm64 …`: lays the native packages of other systems beside those of this one, so
// that packages for them can be made here. The next `npm ci` takes them away again.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nativePackages } from '../build/natives.mjs';
import { root } from './own-node.mjs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/** In exactly the version and with exactly the bytes that package-lock.json names. */
function fetchNative(name) {
  const place = join(root, 'node_modules', name);
  if (existsSync(place)) return;
  const { version, integrity } = lock[`node_modules/${name}`];
  // Beside its place, to be renamed into it whole.
  const work = mkdtempSync(join(root, 'node_modules', '.fetch-'));
  try {
    const args = ['pack', `${name}@${version}`, '--json', '--pack-destination', work];
    const told = execFileSync(npm, args, { cwd: work, shell: process.platform === 'win32' });
    const [{ filename }] = JSON.parse(told.toString());
    const archive = join(work, filename);
    const hash = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (integrity !== `sha512-${hash}`)
      throw new Error(`${name}@${version} is not what package-lock.json names.`);
    execFileSync('tar', ['-xzf', filename], { cwd: work });
    mkdirSync(dirname(place), { recursive: true });
    renameSync(join(work, 'package'), place);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @throws Error for a target that is not known, or a package that is not what the lock file names */
export function fetchNatives(targets) {
  for (const target of targets) {
    const names = nativePackages.get(target);
    if (names === undefined)
      throw new Error(`Unknown: ${target}. Known: ${[...nativePackages.keys()].join(', ')}`);
    names.forEach(fetchNative);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) fetchNatives(process.argv.slice(2));
