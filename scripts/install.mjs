// Installs what package-lock.json names, if that has not been done yet. Runs on any Node >= 20 with npm >= 10.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run } from './own-node.mjs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const options = { shell: process.platform === 'win32' };

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

export async function installIfMissing() {
  const stamp = join(root, 'node_modules', '.installed-from');
  const isThere = existsSync(join(root, 'node_modules', 'node', 'bin'));
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return;
  // Somebody's own `npm ci` is as good as ours.
  if (isThere && !existsSync(stamp)) return writeFileSync(stamp, lockHash());
  process.stderr.write('Installing what Warren needs (about a minute the first time) …\n');
  // Scripts off: older npm knows no `allowScripts` and would compile better-sqlite3, whose binary is in the package.
  const code = await run(
    npm,
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    options,
  );
  if (code !== 0) throw new Error('npm ci failed; its output is above.');
  // The one script that is needed: it puts Node 24 in place. By the Node that runs this, unless npm has just removed it.
  const node = existsSync(process.execPath) ? process.execPath : 'node';
  const cwd = join(root, 'node_modules', 'node');
  if ((await run(node, ['installArchSpecificPackage.js'], { cwd })) !== 0) {
    throw new Error('Node 24 could not be installed; the output is above.');
  }
  // Only now is there something to link: what npm runs (`npm test`) finds its Node in node_modules/.bin.
  if ((await run(npm, ['rebuild', '--ignore-scripts', '--loglevel=error', 'node'], options)) !== 0) {
    throw new Error('Node 24 could not be linked; the output of npm is above.');
  }
  writeFileSync(stamp, lockHash());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await installIfMissing();
