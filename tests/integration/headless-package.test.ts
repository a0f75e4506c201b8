import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';

/*
 * Warren without a window, as an npm package: packed, installed into an empty place as its user would, and run from there.
 * npm takes the natives from its cache, where `npm ci` has put them, else from the registry.
 */

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');

let folder = '';
let command = '';
let packed: readonly string[] = [];

beforeAll(async () => {
  const place = await makeTempFolder();
  folder = place.path;
  // For whom the service runs as.
  await chmod(folder, 0o755);
  const staged = join(folder, 'staged');
  await run(process.execPath, [join(repository, 'scripts', 'stage-headless.mjs'), staged]);
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: staged });
  const [told] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
  packed = told?.files.map(({ path }) => path) ?? [];
  const archive = join(folder, told?.filename ?? '');
  const prefix = join(folder, 'prefix');
  await mkdir(prefix);
  const options = [
    '--global',
    '--prefix',
    prefix,
    '--ignore-scripts',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
  ];
  await run('npm', ['install', ...options, archive], { cwd: folder });
  command = join(prefix, 'lib', 'node_modules', 'warren', 'bin', 'warren.mjs');
  return () => place[Symbol.asyncDispose]();
});

test('the package holds what runs without a window, and nothing else of this checkout', () => {
  const parts = new Set(
    packed.map((path) =>
      path
        .split('/')
        .slice(0, path.startsWith('out/') ? 2 : 1)
        .join('/'),
    ),
  );
  expect([...parts].sort()).toEqual([
    'LICENSE',
    'README.md',
    'bin',
    'npm-shrinkwrap.json',
    'out/addresses',
    'out/engine',
    'out/licences.txt',
    'out/main',
    'out/renderer',
    'out/scan',
    'package.json',
    'warren.service',
  ]);
  expect(packed).not.toContain('out/main/index.js');
  expect(packed.filter((path) => /\.map$|\.ts$|\.built-from$/u.test(path))).toEqual([]);
});

test('npm installs the natives with it, and nothing that is only needed to work on Warren', async () => {
  const modules = join(dirname(command), '..', 'node_modules');
  const installed = await readdir(modules);
  expect(installed).toEqual(expect.arrayContaining(['better-sqlite3', 'koffi', 'node-datachannel', 'sharp']));
  expect(installed.filter((name) => ['electron', 'vite', 'webtorrent', 'typescript'].includes(name))).toEqual(
    [],
  );
});

test('it runs from there, serves its page, has a working engine, and stops in order when it is asked to', async () => {
  await using instance = await startInstance({ command, dataDir: join(folder, 'data') });
  expect(await instance.listenPort()).toBeGreaterThan(0);
  const page = await fetch(new URL('/', instance.ready.url));
  expect(await page.text()).toContain('<div id="app">');
  const licences = await fetch(new URL('/licences.json', instance.ready.url));
  expect(await licences.json()).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'webtorrent' })]),
  );
  expect(await instance.stop()).toBe(0);
});

/** What warren.service asks of systemd, as far as it can be had without one: no privilege, nothing to write but its own. */
const nobody = '65534';
const likeTheService = (dataDir: string) => [
  ...['unshare', '--mount', 'sh', '-ec'],
  `mount --bind ${dataDir} ${dataDir}
   mount -t tmpfs none /dev/shm
   mount -o remount,bind,ro /
   exec setpriv --reuid ${nobody} --regid ${nobody} --clear-groups --bounding-set -all --inh-caps -all --no-new-privs "$@"`,
  'sh',
];

describeWith(['network namespaces (root)'], 'under the restrictions of the service', () => {
  test('it runs, and ties its sockets to an interface', async () => {
    const dataDir = join(folder, 'restricted');
    await mkdir(dataDir);
    await chown(dataDir, Number(nobody), Number(nobody));
    const binding = { kind: 'interface', interface: 'lo' };
    const profile = { binding, ipv6: 'off', dns: { servers: ['127.0.0.1'] } };
    const through = likeTheService(dataDir);
    await expect(run('sh', ['-c', '"$@" touch "$0"', join(folder, 'not-mine'), ...through])).rejects.toThrow(
      'Read-only file system',
    );
    await using instance = await startInstance({ command, dataDir, profile, through });
    const port = await instance.listenPort();
    const { stdout } = await run('ss', ['-tlnH', `sport = :${port}`]);
    expect(stdout).toContain('%lo:');
    expect(await instance.stop()).toBe(0);
  });
});

describeWith(['systemd-analyze'], 'the service file', () => {
  test('is understood by systemd, and leaves little open', async () => {
    const file = join(repository, 'build', 'warren.service');
    const { stderr } = await run('systemd-analyze', ['verify', file]).catch(
      (error: unknown) => error as { stderr: string },
    );
    // That it is not installed here is all there is to say.
    expect(stderr.trim()).toBe(
      'warren.service: Command /usr/local/bin/warren is not executable: No such file or directory',
    );
    // Tenths of what systemd calls exposure: 0 is nothing, 100 a service that says nothing.
    await run('systemd-analyze', ['security', '--offline=true', '--threshold=20', file]);
  });
});
