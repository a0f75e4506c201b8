// Builds out/: main, preload and page with electron-vite, the engine apart. `--if-stale` does nothing when nothing changed.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ownEnvironment, ownNode, root, run } from './own-node.mjs';

const sources = [
  'src',
  'electron.vite.config.ts',
  'engine.vite.config.ts',
  'hash-worker.vite.config.ts',
  'scan-thread.vite.config.ts',
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
  'scripts/address-table',
  'build/tray',
  'scripts/licences',
];
const out = join(root, 'out');
const lock = join(root, 'node_modules', '.warren-build-lock');
/** A build takes seconds; a lock older than this was left by one that was killed, ms. */
const staleLockMs = 120_000;

function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(join(root, path));
    if (stat.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) visit(join(path, name));
    else hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  };
  sources.forEach(visit);
  return hash.digest('hex');
}

export async function build({ ifStale = false } = {}) {
  await takeLock();
  try {
    const wanted = fingerprint();
    const built = join(out, '.built-from');
    if (ifStale && existsSync(built) && readFileSync(built, 'utf8') === wanted) return;
    process.stderr.write('Building Warren …\n');
    await buildBeside(wanted);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Beside and then renamed: a program that runs from out/ never meets half a build, nor does a build that fails harm it. */
async function buildBeside(wanted) {
  const next = join(root, 'out.next');
  const old = join(root, 'out.old');
  rmSync(next, { recursive: true, force: true });
  const env = { ...ownEnvironment(), WARREN_OUT: next };
  const tool = (name, file) => join(root, 'node_modules', name, 'bin', file);
  for (const args of [
    [tool('electron-vite', 'electron-vite.js'), 'build'],
    [tool('vite', 'vite.js'), 'build', '-c', 'engine.vite.config.ts'],
    [tool('vite', 'vite.js'), 'build', '-c', 'hash-worker.vite.config.ts'],
    [tool('vite', 'vite.js'), 'build', '-c', 'scan-thread.vite.config.ts'],
  ]) {
    const code = await run(ownNode(), [...args, '--logLevel', 'warn'], { env });
    if (code !== 0) throw new Error('The build failed; its output is above.');
  }
  await placeAddressTable(join(next, 'addresses'));
  placeTrayPictures(join(next, 'tray'));
  if ((await run(ownNode(), [join('scripts', 'licences', 'gather.ts'), next])) !== 0)
    throw new Error('The licences could not be gathered; the output is above.');
  writeFileSync(join(next, '.built-from'), wanted);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(out)) renameSync(out, old);
  renameSync(next, out);
  rmSync(old, { recursive: true, force: true });
}

/** As scripts/tray-icons.mjs made them. */
function placeTrayPictures(folder) {
  mkdirSync(folder);
  const made = join(root, 'build', 'tray');
  for (const name of readdirSync(made).filter((each) => each.endsWith('.png')))
    copyFileSync(join(made, name), join(folder, name));
}

/** Made once for as long as neither its data nor what makes it change: that takes seconds. */
async function placeAddressTable(folder) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const place of ['scripts/address-table', 'src/main/platform/address-table'])
    for (const name of readdirSync(join(root, place)).sort())
      hash.update(readFileSync(join(root, place, name)));
  const cache = join(root, 'node_modules', '.cache', 'warren-addresses');
  const made = join(cache, `${hash.digest('hex')}.table`);
  if (!existsSync(made)) {
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    const code = await run(ownNode(), [join('scripts', 'address-table', 'make.ts'), `${made}.next`]);
    if (code !== 0) throw new Error('The table of addresses could not be made; the output is above.');
    renameSync(`${made}.next`, made);
  }
  mkdirSync(folder);
  copyFileSync(made, join(folder, 'addresses.table'));
}

/** Two builds at once would build over each other. */
async function takeLock() {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (age > staleLockMs) rmSync(lock, { recursive: true, force: true });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await build({ ifStale: process.argv.includes('--if-stale') }).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
}
