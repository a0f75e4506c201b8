import { hash, randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBencode, type Encodable } from '../../src/shared/domain/bencode.ts';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';

let folder: TempFolder;
let instance: Instance;
const at = (...names: string[]) => join(folder.path, ...names);

beforeAll(async () => {
  folder = await makeTempFolder();
  instance = await startInstance({ dataDir: at('data') });
  await instance.listenPort();
});
afterAll(async () => {
  await instance[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** What `warren <args> --json` says when it fails. */
async function failure(...args: string[]): Promise<{ code: string; message: string }> {
  const answer = await instance.cli(...args, '--json');
  expect(answer.code, answer.stdout).not.toBe(0);
  expect(answer.stdout).toBe('');
  return (JSON.parse(answer.stderr) as { error: { code: string; message: string } }).error;
}

const piece = Buffer.alloc(32);
async function writeTorrent(name: string, info: Record<string, Encodable>): Promise<string> {
  const file = at(name);
  const data = { 'piece length': 16384, pieces: hash('sha1', piece, 'buffer'), name: 'x', ...info };
  await writeFile(file, encodeBencode({ info: data }));
  return file;
}

describe('what is given to add', () => {
  test.each([
    ['no magnet', 'magnet:?xt=urn:btih:nonsense', 'invalid-input'],
    ['a v2 magnet', `magnet:?xt=urn:btmh:1220${'ab'.repeat(32)}`, 'unsupported-v2'],
    ['a file that is not there', '/nowhere/at/all.torrent', 'path-missing'],
    ['a folder', '/tmp', 'invalid-input'],
  ])('%s has a code and a sentence', async (_what, source, code) => {
    expect(await failure('add', source)).toMatchObject({
      code,
      message: expect.stringMatching(/^[A-Z"].{10,}\.$/u) as string,
    });
  });

  test('100 MB of nesting, a file of garbage and an empty file are refused, and nothing is kept of them', async () => {
    await writeFile(at('nest.torrent'), Buffer.alloc(100_000_000, 'l'));
    await writeFile(at('nest2.torrent'), Buffer.alloc(15_000_000, 'l'));
    await writeFile(at('garbage.torrent'), randomBytes(100_000));
    await writeFile(at('empty.torrent'), '');
    for (const name of ['nest', 'nest2', 'garbage', 'empty']) {
      expect((await failure('add', at(`${name}.torrent`))).code, name).toBe('invalid-torrent');
    }
    expect(await instance.json<Torrent[]>('list')).toEqual([]);
  });

  test('wrong calls say what is wrong with exit code 2', async () => {
    for (const args of [['add'], ['frobnicate'], ['list', '--nonsense'], ['show']]) {
      const answer = await instance.cli(...args, '--json');
      expect(answer.code, args.join(' ')).toBe(2);
      expect(JSON.parse(answer.stderr)).toMatchObject({ error: { code: 'invalid-input' } });
    }
  });

  test('an id that is unknown, ambiguous or no id has a code', async () => {
    expect((await failure('show', 'ffffffff')).code).toBe('not-found');
    expect((await failure('show', 'zz')).code).toBe('invalid-input');
    expect((await failure('pause', '../../etc')).code).toBe('invalid-input');
  });

  test('the same torrent twice, a folder that cannot be, a profile that is not there: each refused, nothing changed', async () => {
    const file = await writeTorrent('twice.torrent', { length: 32, name: 'twice.bin' });
    await writeFile(at('a-file'), '');
    expect((await failure('add', file, '--to', at('a-file'))).code).toBe('not-writable');
    expect((await failure('add', file, '--profile', 'Nobody')).code).toBe('not-found');
    expect((await failure('add', file, '--select', '*.flac', '--to', at('d'))).code).toBe('invalid-input');
    const { id } = await instance.json('add', file, '--to', at('d'), '--paused');
    expect((await failure('add', file, '--to', at('e'))).code).toBe('already-there');
    await instance.json('remove', id);
    expect(await instance.json<Torrent[]>('list')).toEqual([]);
  });
});

describeWith(['test data (WARREN_CORPORA)'], 'the torrents of libtorrent through the CLI', () => {
  test(
    'each is taken on or refused as libtorrent does, and none writes outside its folder',
    { timeout: 120_000 },
    async () => {
      const corpora = join(process.env.WARREN_CORPORA ?? '', 'libtorrent');
      const expected = JSON.parse(await readFile(join(corpora, 'expected.json'), 'utf8')) as {
        accept: string[];
        reject: Record<string, string>;
      };
      const files = join(corpora, 'test/test_torrents');
      const target = at('corpus', 'inner', 'downloads');
      const add = async (name: string) => {
        const torrentFile = (await readFile(join(files, name))).toString('base64');
        return instance.call<Torrent>('torrents.add', {
          source: { torrentFile },
          savePath: join(target, name),
          paused: true,
        });
      };
      for (const name of expected.accept) {
        const torrent = await add(name).catch((error: unknown) => error as { code: string });
        if ('code' in torrent) expect(['unsupported-v2', 'already-there'], name).toContain(torrent.code);
        else await instance.call('torrents.resume', { ids: [torrent.id] });
      }
      for (const name of Object.keys(expected.reject)) {
        await expect(add(name), name).rejects.toMatchObject({
          code: expect.stringMatching(/^(invalid-torrent|unsafe-torrent|unsupported-v2)$/u) as string,
        });
      }
      const all = await instance.json<Torrent[]>('list');
      expect(all.length).toBeGreaterThan(30);
      for (const { id } of all) await instance.json('remove', id, '--delete-files');
      expect(await readdir(at('corpus'))).toEqual(['inner']);
      expect(await readdir(at('corpus', 'inner'))).toEqual(['downloads']);
    },
  );
});

describe('hostile torrents', () => {
  test.each<[string, Record<string, Encodable>]>([
    ['climbing out', { files: [{ path: ['..', '..', 'climbed'], length: 32 }] }],
    ['an absolute path', { files: [{ path: ['/', 'tmp', 'absolute'], length: 32 }] }],
    ['separators in a name', { files: [{ path: ['a/../../../b'], length: 32 }] }],
    ['a name that climbs', { name: '../../up', length: 32 }],
    ['reserved names', { files: [{ path: ['CON', 'nul'], length: 32 }] }],
    [
      'names that differ by case',
      {
        files: [
          { path: ['A'], length: 16 },
          { path: ['a'], length: 16 },
        ],
      },
    ],
    [
      'a link that leads out',
      {
        files: [
          { path: ['l'], attr: 'l', 'symlink path': ['..', '..', 'etc'], length: 0 },
          { path: ['f'], length: 32 },
        ],
      },
    ],
  ])('%s: everything lands inside the folder', async (what, info) => {
    const name = what.replaceAll(' ', '-');
    const root = at('hostile', name, 'downloads');
    await using seeder = await makeSeeder(at('hostile-seed', name), info);
    const { id } = await instance.json('add', seeder.torrentFile, '--to', root, '--peer', seeder.address);
    await instance.reaches(id, 'seeding');
    expect(await readdir(at('hostile', name))).toEqual(['downloads']);
    const inside = await readdir(root, { recursive: true, withFileTypes: true });
    expect(inside.filter((entry) => entry.isFile()).length).toBeGreaterThan(0);
    expect(inside.filter((entry) => entry.isSymbolicLink())).toEqual([]);
    await instance.json('remove', id, '--delete-files');
    expect(await readdir(root)).toEqual([]);
  });

  test('a folder of the user’s that is a link is not written through, and the user is told', async () => {
    const root = at('linked', 'downloads');
    await mkdir(root, { recursive: true });
    await mkdir(at('linked', 'private'));
    await symlink(at('linked', 'private'), join(root, 'x'));
    const info = { files: [{ path: ['f'], length: 32 }] };
    await using seeder = await makeSeeder(at('linked-seed'), info);
    const { id } = await instance.json('add', seeder.torrentFile, '--to', root, '--peer', seeder.address);
    const torrent = await instance.reaches(id, 'error');
    expect(torrent).toMatchObject({
      reasonCode: 'not-writable',
      reason: expect.stringContaining('link') as string,
    });
    expect(await readdir(at('linked', 'private'))).toEqual([]);
  });

  test('a file of the user’s with the same name is not written over, and the user can have it so', async () => {
    const root = at('stranger');
    await mkdir(root);
    await writeFile(join(root, 'mine.txt'), 'my own text, which is not what the torrent holds');
    await using seeder = await makeSeeder(at('stranger-seed'), { name: 'mine.txt', length: 32 });
    const { id } = await instance.json('add', seeder.torrentFile, '--to', root, '--peer', seeder.address);
    expect(await instance.reaches(id, 'error')).toMatchObject({ reasonCode: 'files-changed' });
    expect(await readFile(join(root, 'mine.txt'), 'utf8')).toContain('my own text');
    await instance.json('resume', id);
    await instance.reaches(id, 'downloading');
    await instance.json('add-peer', id, seeder.address);
    await instance.reaches(id, 'seeding');
    expect((await readFile(join(root, 'mine.txt'))).subarray(0, 32).equals(piece)).toBe(true);
  });
});

/** A second Warren that seeds 32 zero bytes under an infohash of hostile names: it has them in names of its own. */
async function makeSeeder(folderPath: string, info: Record<string, Encodable>) {
  await mkdir(folderPath, { recursive: true });
  const torrentFile = join(folderPath, 'hostile.torrent');
  const data = { 'piece length': 16384, pieces: hash('sha1', piece, 'buffer'), name: 'x', ...info };
  await writeFile(torrentFile, encodeBencode({ info: data }));
  const seeder = await startInstance({ dataDir: join(folderPath, 'data') });
  await seeder.listenPort();
  const { id } = await seeder.json('add', torrentFile, '--to', join(folderPath, 'files'), '--paused');
  for (const { path } of await seeder.json<{ path: string }[]>('files', id)) {
    const full = join(folderPath, 'files', path);
    await mkdir(join(full, '..'), { recursive: true });
  }
  const files = await seeder.json<{ path: string; sizeBytes: number }[]>('files', id);
  for (const { path, sizeBytes } of files)
    await writeFile(join(folderPath, 'files', path), Buffer.alloc(sizeBytes));
  await seeder.json('resume', id);
  await seeder.reaches(id, 'seeding');
  return {
    torrentFile,
    address: `127.0.0.1:${await seeder.listenPort()}`,
    [Symbol.asyncDispose]: () => seeder[Symbol.asyncDispose](),
  };
}
