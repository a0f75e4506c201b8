// `node scripts/stage-headless.mjs <folder>`: lays out Warren without a window as an npm package, to be packed with
// `npm pack <folder>`. It holds what runs, and asks npm for the natives only.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from './build.mjs';
import { root } from './own-node.mjs';

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Of the window, and of the build. */
const onlyForTheDesktop = [
  join('out', 'preload'),
  join('out', 'tray'),
  join('out', 'main', 'index.js'),
  join('out', '.built-from'),
];

function makeManifest() {
  const { version, description, license, type, bin, dependencies } = readJson('package.json');
  return {
    name: 'warren',
    version,
    description,
    license,
    type,
    bin,
    // N-API 10, of which better-sqlite3's binaries are.
    engines: { node: '>=22.14' },
    dependencies,
  };
}

/** The very versions of the natives that Warren was tested with, for whoever installs it. */
function makeShrinkwrap(manifest) {
  const { lockfileVersion, packages } = readJson('package-lock.json');
  const { name, version } = manifest;
  const kept = Object.entries(packages).filter(([path, entry]) => path !== '' && entry.dev !== true);
  return {
    name,
    version,
    lockfileVersion,
    requires: true,
    packages: { '': manifest, ...Object.fromEntries(kept) },
  };
}

const [asked] = process.argv.slice(2);
if (asked === undefined) throw new Error('Say into which folder.');
const folder = resolve(asked);
await build({ ifStale: true });
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const name of ['bin', 'LICENSE', 'out'])
  cpSync(join(root, name), join(folder, name), {
    recursive: true,
    filter: (path) => !onlyForTheDesktop.includes(relative(root, path)) && !path.endsWith('.map'),
  });
cpSync(join(root, 'build', 'warren.service'), join(folder, 'warren.service'));
cpSync(join(root, 'docs', 'guide', 'headless-on-a-nas.md'), join(folder, 'README.md'));
const manifest = makeManifest();
const write = (name, value) => writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
write('package.json', manifest);
write('npm-shrinkwrap.json', makeShrinkwrap(manifest));
