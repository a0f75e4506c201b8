import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { version } from '../../node_modules/electron/package.json';
import { makeTempFolder } from '../support/temp-folder.ts';

/*
 * Lays out a package around a stand-in for Electron's binary: a file that holds nothing but a fuse wire. What is
 * looked at is what we decide: which files go in, which lie beside the archive, and how the fuses stand.
 */

const repository = join(import.meta.dirname, '..', '..');

/** As @electron/fuses: after this text come the version of the wire, its length, and a digit for each fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const safeFuses = {
  runAsNode: false,
  cookieEncryption: true,
  nodeOptionsEnvironmentVariable: false,
  nodeCliInspectArguments: false,
  embeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

/** Every fuse stands the wrong way, so that one which nobody states is seen. */
async function makeStandIn(folder: string): Promise<void> {
  const states = Object.values(safeFuses)
    .map((isOn) => (isOn ? '0' : '1'))
    .join('');
  await mkdir(join(folder, 'resources'), { recursive: true });
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, states.length]), Buffer.from(states)]);
  await writeFile(join(folder, 'electron'), Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]));
  await writeFile(join(folder, 'version'), `v${version}`);
  await writeFile(join(folder, 'LICENSE'), '');
}

async function readFuses(binary: string): Promise<Record<string, boolean>> {
  const bytes = await readFile(binary);
  const states = bytes.indexOf(sentinel) + sentinel.length + 2;
  return Object.fromEntries(
    Object.keys(safeFuses).map((fuse, at) => [fuse, bytes.toString('latin1', states)[at] === '1']),
  );
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  /** Lies beside the archive. */
  readonly unpacked?: boolean;
}

/** Every file that the archive knows, with whether it lies beside it. The format: a pickled length, then JSON. */
async function listArchive(path: string): Promise<Map<string, boolean>> {
  const bytes = await readFile(path);
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as Entry;
  const list = new Map<string, boolean>();
  const walk = ({ files, unpacked = false }: Entry, name: string): void => {
    if (files === undefined) list.set(name, unpacked);
    for (const [part, entry] of Object.entries(files ?? {}))
      walk(entry, name === '' ? part : `${name}/${part}`);
  };
  walk(header, '');
  return list;
}

// Electron's layout differs by system; what goes in does not.
describe.skipIf(process.platform !== 'linux')('a package', () => {
  let resources = '';
  let binary = '';
  let archive = new Map<string, boolean>();
  const named = (pattern: RegExp) => [...archive.keys()].filter((name) => pattern.test(name));

  beforeAll(async () => {
    const folder = await makeTempFolder();
    await makeStandIn(join(folder.path, 'electron'));
    const builder = join(repository, 'node_modules', 'electron-builder', 'cli.js');
    const settings = {
      electronDist: join(folder.path, 'electron'),
      electronVersion: version,
      'directories.output': join(folder.path, 'dist'),
    };
    const given = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`);
    const args = ['--config', 'build/electron-builder.yml', '--linux', 'dir', ...given];
    await promisify(execFile)(process.execPath, [builder, ...args], { cwd: repository });
    const laidOut = join(folder.path, 'dist', 'linux-unpacked');
    binary = join(laidOut, 'warren');
    resources = join(laidOut, 'resources');
    archive = await listArchive(join(resources, 'app.asar'));
    return () => folder[Symbol.asyncDispose]();
  });

  test('has every fuse the safe way', async () => {
    expect(await readFuses(binary)).toEqual(safeFuses);
  });

  test('holds what the build made and the native packages, and nothing else of this checkout', () => {
    expect([...archive.keys()]).toEqual(
      expect.arrayContaining(['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']),
    );
    const expected =
      /^(package\.json|out\/(main|preload|engine|scan|addresses|renderer)\/|node_modules\/(better-sqlite3|koffi|@koromix|node-datachannel|@node-datachannel|detect-libc|sharp|@img|semver)\/)/u;
    expect([...archive.keys()].filter((name) => !expected.test(name))).toEqual([]);
    expect(named(/\.map$|\.[cm]?ts$|\.md$|\.built-from$|\.(cc?|h|hpp|gyp)$/u)).toEqual([]);
    expect(named(/prebuilds/u)).toEqual([
      `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
    ]);
  });

  test('has the engine and every native binary beside the archive, where they load', async () => {
    expect(archive.get('out/engine/engine-process.js')).toBe(true);
    expect(archive.get('out/scan/scan-thread.js')).toBe(true);
    expect(archive.get('out/main/index.js')).toBe(false);
    const natives = named(/\.node$/u);
    expect(natives.filter((name) => archive.get(name) !== true)).toEqual([]);
    // koffi brings one for each C library of Linux.
    expect(natives).toHaveLength(process.platform === 'linux' ? 5 : 4);

    const modules = join(resources, 'app.asar.unpacked', 'node_modules');
    const script = `
      const Sqlite = require(${JSON.stringify(join(modules, 'better-sqlite3'))});
      const { PeerConnection } = require(${JSON.stringify(join(modules, 'node-datachannel'))});
      const koffi = require(${JSON.stringify(join(modules, 'koffi'))});
      const sharp = require(${JSON.stringify(join(modules, 'sharp'))});
      console.log(new Sqlite(':memory:').open, typeof PeerConnection, typeof koffi.load, typeof sharp.versions.vips);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
    expect(stdout.trim()).toBe('true function function string');
    // Started without options, it gets as far as reading them: everything it imports has been found.
    const engine = join(resources, 'app.asar.unpacked', 'out', 'engine', 'engine-process.js');
    await expect(promisify(execFile)(process.execPath, [engine, '{}'])).rejects.toThrow('ZodError');
  });
});
