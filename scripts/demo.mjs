// `npm run demo`: Warren with something in it. A second, hidden instance on this computer seeds albums that are made on
// the spot; the first one, which you see, downloads them. Nothing leaves the computer; everything is gone afterwards.
import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from './build.mjs';
import { makeAlbums } from './demo/album.mjs';
import { findElectron } from './electron.mjs';
import { installIfMissing } from './install.mjs';
import { openInBrowser } from './open-in-browser.mjs';
import { ownNode, root } from './own-node.mjs';
import { endWithParent } from './with-parent.mjs';

const warren = join(root, 'bin', 'warren.mjs');
const args = process.argv.slice(2);
/** So slow that one sees it happen, bytes per second for all albums together. */
const seederBps = 1_500_000;
const quiet = { discovery: { trackers: false, dht: false, pex: false }, webRtc: false };

await installIfMissing();
await build({ ifStale: true });
const folder = await mkdtemp(join(tmpdir(), 'warren-demo-'));
const children = [];

async function prepare(name, profile) {
  const dataDir = join(folder, name);
  await mkdir(dataDir, { recursive: true });
  const settings = {
    version: 1,
    downloadFolder: join(folder, 'Downloads'),
    profiles: [{ name: 'Open', ...quiet, ...profile }],
  };
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(settings));
  return dataDir;
}

async function cli(dataDir, ...given) {
  const { stdout } = await promisify(execFile)(ownNode(), [
    warren,
    ...given,
    '--json',
    '--data-dir',
    dataDir,
  ]);
  return JSON.parse(stdout);
}

/** Resolves with the first line of its output: it is ready then. */
function serve(dataDir, ...given) {
  const child = spawn(ownNode(), [warren, 'serve', '--data-dir', dataDir, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve({ child, line }));
    child.once('close', () => reject(new Error('Warren could not be started; what it said is above.')));
  });
}

async function listenPort(dataDir) {
  for (;;) {
    const { profiles } = await cli(dataDir, 'status');
    if (profiles[0].listenPort !== null) return profiles[0].listenPort;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

let isEnding = false;
async function end(code) {
  if (isEnding) return;
  isEnding = true;
  await Promise.all(
    children.map(
      (child) =>
        new Promise((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null) return resolve();
          child.once('close', resolve);
          child.kill('SIGTERM');
        }),
    ),
  );
  await rm(folder, { recursive: true, force: true });
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));
endWithParent(() => void end(0));

try {
  process.stderr.write('Making three small albums …\n');
  const seeder = await prepare('seeder', { uploadLimitBps: seederBps });
  const albums = await makeAlbums(join(folder, 'Music'));
  await serve(seeder, '--json', '--port', '0');
  const peer = `127.0.0.1:${await listenPort(seeder)}`;
  const shared = [];
  for (const album of albums) shared.push(await cli(seeder, 'share', album));

  const visible = await prepare('warren');
  const electron = args.includes('--headless') ? undefined : await findElectron();
  let child;
  if (electron?.path !== undefined) {
    child = spawn(electron.path, [root, '--data-dir', visible], { stdio: 'inherit' });
    children.push(child);
  } else {
    if (electron !== undefined)
      process.stderr.write(`${electron.why} The demo opens in your browser instead.\n`);
    const isJson = args.includes('--json');
    const served = await serve(visible, ...args.filter((arg) => arg !== '--headless'));
    child = served.child;
    process.stdout.write(`${served.line}\n`);
    if (!isJson) openInBrowser(served.line);
  }
  child.once('close', (code) => void end(code ?? 0));
  for (const { magnet } of shared) await addWhenReady(visible, magnet, peer);
  process.stderr.write(
    'Three albums are on their way from a second Warren on this computer. Ctrl-C ends the demo and removes it.\n',
  );
} catch (error) {
  process.stderr.write(`warren: ${error.message}\n`);
  await end(1);
}

/** The desktop app says nothing when it is ready; asking is enough. */
async function addWhenReady(dataDir, magnet, peer) {
  for (let tries = 0; ; tries++) {
    try {
      await cli(dataDir, 'add', magnet, '--peer', peer);
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
