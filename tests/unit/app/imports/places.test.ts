import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readForeignFile } from '../../../../src/main/app/imports/foreign-file.ts';
import { detectPlaces, findPlace } from '../../../../src/main/app/imports/find-place.ts';
import { ImportError } from '../../../../src/main/app/imports/finding.ts';
import { placedFilesOf } from '../../../../src/main/app/imports/placed-files.ts';
import { readFastresume } from '../../../../src/main/app/imports/qbittorrent/torrent.ts';
import { usualPlaces } from '../../../../src/main/app/imports/places.ts';
import { encodeBencode } from '../../../../src/shared/domain/bencode.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';
import { albumBytes } from './made-album.ts';

const linux = (home: string) => ({ platform: 'linux' as const, env: {}, home });

test('clients are found where they usually are, each folder once', async () => {
  await using folder = await makeTempFolder();
  const flatpak = join(folder.path, '.var/app/org.qbittorrent.qBittorrent/data/qBittorrent');
  const transmission = join(folder.path, '.config/transmission');
  await mkdir(join(flatpak, 'BT_backup'), { recursive: true });
  await mkdir(join(transmission, 'torrents'), { recursive: true });
  expect(detectPlaces(linux(folder.path))).toEqual([
    { client: 'qbittorrent', folder: flatpak },
    { client: 'transmission', folder: transmission },
  ]);
});

test('a folder that is named may be a little above or below the right one', async () => {
  await using folder = await makeTempFolder();
  const right = join(folder.path, 'profile', 'qBittorrent', 'data');
  await mkdir(join(right, 'BT_backup'), { recursive: true });
  const find = (named: string) => findPlace('qbittorrent', named, linux(folder.path));
  for (const named of [folder.path, join(folder.path, 'profile'), right, join(right, 'BT_backup')])
    expect(find(named)).toBe(right);
  expect(() => find(join(folder.path, 'nowhere'))).toThrow(/There is nothing at/u);
  expect(() => findPlace('deluge', folder.path, linux(folder.path))).toThrow(/is no folder in which Deluge/u);
});

test('each client has places on each system', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    for (const client of ['qbittorrent', 'transmission', 'deluge'] as const)
      expect(usualPlaces(client, { platform, env: {}, home: '/home/mara' })).not.toEqual([]);
});

test('what is no file, not there or too large is told, not read', async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.path, 'a');
  await writeFile(path, 'abc');
  expect(String(await readForeignFile(path, 3))).toBe('abc');
  await expect(readForeignFile(path, 2)).rejects.toThrow(ImportError);
  await expect(readForeignFile(folder.path, 100)).rejects.toThrow(ImportError);
  await expect(readForeignFile(join(path, 'b'), 100)).rejects.toThrow(/is not there/u);
});

function renamed(...names: string[]) {
  const resume = encodeBencode({ save_path: '/data', mapped_files: names, file_priority: [1, 0, 7] });
  const found = readFastresume(resume, albumBytes);
  if (found.metainfo === undefined) throw new Error('it has a description');
  return placedFilesOf(found.metainfo, found).map(({ path, isWanted, priority }) => [
    path.join('/'),
    isWanted,
    priority,
  ]);
}

test('files that were renamed are taken from where they lie, with what was wanted of them', () => {
  expect(renamed('', 'elsewhere/two.bin')).toEqual([
    ['album/1.bin', true, 'normal'],
    ['elsewhere/two.bin', false, undefined],
    ['album/3.bin', true, 'high'],
  ]);
});

test.each(['/etc/passwd', '../outside', 'album/../../outside', 'a//b'])(
  'a file that was renamed to %s stays there, for Warren would write elsewhere',
  (name) => {
    expect(() => renamed(name)).toThrow(/does not lie below/u);
  },
);

test('two files with one name, and unfinished files under another, are not taken', () => {
  expect(() => renamed('album/3.bin')).toThrow(/the same name/u);
  expect(() => renamed('album/1.bin.!qB')).toThrow(/\.!qB/u);
});
