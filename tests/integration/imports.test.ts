import { hash } from 'node:crypto';
import { mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportStep } from '../../src/shared/contract/imports.ts';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { encodeBencode, type Encodable } from '../../src/shared/domain/bencode.ts';
import { startInstance } from '../support/instance.ts';
import { makeTorrent } from '../support/made-torrent.ts';
import { snapshot } from '../support/snapshot.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

type Report = Omit<Extract<ImportStep, { kind: 'report' }>, 'kind'>;

const pieceSizeBytes = 16_384;

/** State as Transmission leaves it: a torrent of one file that says that it is complete. */
async function leaveTorrent(
  folder: string,
  name: string,
  { destination, ...more }: { readonly destination: string } & Record<string, Encodable>,
): Promise<{ infoHash: string; data: Buffer }> {
  await mkdir(join(folder, 'torrents'), { recursive: true });
  await mkdir(join(folder, 'resume'), { recursive: true });
  const data = Buffer.from(hash('sha512', name, 'buffer'));
  const { infoHash, file } = makeTorrent({ name, data, pieceSizeBytes });
  const resume = encodeBencode({ destination, paused: 0, progress: { blocks: 'all' }, uploaded: 7, ...more });
  await writeFile(join(folder, 'torrents', `${infoHash}.torrent`), file);
  await writeFile(join(folder, 'resume', `${infoHash}.resume`), resume);
  return { infoHash, data };
}

test('a thousand torrents come over while Warren answers; killed on the way, doing it again completes it', async () => {
  await using folder = await makeTempFolder();
  const other = join(folder.path, 'other');
  const count = 1_000;
  for (let number = 0; number < count; number++)
    await leaveTorrent(other, `film ${number}`, { destination: folder.path, paused: 1, progress: {} });
  const dataDir = join(folder.path, 'warren');

  const first = await startInstance({ dataDir });
  const cut = first.cli('import', 'transmission', '--from', other, '--json');
  await until(async () => (await first.call<{ torrents: number }>('app.status')).torrents >= 20, {
    what: 'some have come over',
  });
  await first.kill();
  expect((await cut).code).not.toBe(0);

  await using second = await startInstance({ dataDir });
  const before = (await second.call<Torrent[]>('torrents.list')).length;
  expect(before).toBeGreaterThanOrEqual(20);
  expect(before).toBeLessThan(count);
  const { counts } = await second.json<Report>('import', 'transmission', '--from', other);
  expect(counts).toEqual({ ready: count - before, 'already-there': before, 'files-missing': 0, refused: 0 });
  expect((await second.call<Torrent[]>('torrents.list')).length).toBe(count);
});

test('what is damaged is a line of the report, and the rest comes over', async () => {
  await using folder = await makeTempFolder();
  const other = join(folder.path, 'other');
  const { infoHash, data } = await leaveTorrent(other, 'good.bin', { destination: folder.path });
  await writeFile(join(folder.path, 'good.bin'), data);
  const bad = await leaveTorrent(other, 'bad.bin', { destination: folder.path });
  await writeFile(join(other, 'resume', `${bad.infoHash}.resume`), 'd3:bar');
  await leaveTorrent(other, 'of windows', { destination: 'D:\\Films' });
  await writeFile(join(other, 'torrents', 'junk.torrent'), Buffer.alloc(5_000, 0x6c));
  await using warren = await startInstance({ dataDir: join(folder.path, 'warren') });

  const { counts, remarks } = await warren.json<Report>('import', 'transmission', '--from', other);

  expect(counts).toEqual({ ready: 1, 'already-there': 0, 'files-missing': 0, refused: 3 });
  expect(remarks.map(({ fault }) => fault).sort()).toEqual(['damaged', 'damaged', 'other-system']);
  expect(await warren.reaches(infoHash, 'seeding')).toMatchObject({ uploadedBytes: 7 });
});

test('what is brought over brings its limits and its goal, and the folder of the other client and its data stay as they are', async () => {
  await using folder = await makeTempFolder();
  const other = join(folder.path, 'other');
  const destination = join(folder.path, 'data');
  await mkdir(destination);
  const { infoHash, data } = await leaveTorrent(other, 'kept.bin', {
    destination,
    'ratio-limit': { 'ratio-limit': '4.500000', 'ratio-mode': 1 },
    'speed-limit-up': { 'speed-Bps': 20_000, 'use-speed-limit': 1 },
  });
  await writeFile(join(destination, 'kept.bin'), data, { mode: 0o444 });
  await utimes(join(destination, 'kept.bin'), 1_000_000_000, 1_000_000_000);
  await writeFile(join(other, 'settings.json'), '{}', { mode: 0o640 });
  const before = { other: await snapshot(other), data: await snapshot(destination) };

  const dataDir = join(folder.path, 'warren');
  const first = await startInstance({ dataDir });
  await first.json('import', 'transmission', '--from', other);
  const torrent = await first.reaches(infoHash, 'seeding');
  expect(torrent).toMatchObject({
    uploadLimitBps: 20_000,
    seedingGoal: { ratio: 4.5, minutes: null, whenMet: 'pause' },
  });
  await first.kill();
  await using second = await startInstance({ dataDir });
  await second.json('recheck', infoHash);
  await second.reaches(infoHash, 'seeding');
  await second.json('remove', infoHash);
  await second.stop();
  expect(await snapshot(other)).toEqual(before.other);
  expect(await snapshot(destination)).toEqual(before.data);
});

test('a shut door stays shut for what comes over', async () => {
  await using folder = await makeTempFolder();
  const other = join(folder.path, 'other');
  const { infoHash, data } = await leaveTorrent(other, 'here.bin', { destination: folder.path });
  await writeFile(join(folder.path, 'here.bin'), data);
  const profile = { binding: { kind: 'interface', interface: 'wg-none' } };
  await using warren = await startInstance({ dataDir: join(folder.path, 'warren'), profile });
  await warren.json('import', 'transmission', '--from', other);
  expect(await warren.reaches(infoHash, 'blocked')).toMatchObject({ peers: 0 });
});

test('files that were gone are not fetched again after kill -9 either; when they are back, resuming checks and shares them', async () => {
  await using folder = await makeTempFolder();
  const other = join(folder.path, 'other');
  const { infoHash, data } = await leaveTorrent(other, 'gone.bin', { destination: folder.path });
  const dataDir = join(folder.path, 'warren');
  const first = await startInstance({ dataDir });
  await first.json('import', 'transmission', '--from', other);
  expect(await first.reaches(infoHash, 'missing')).toMatchObject({ reasonCode: 'files-missing' });
  await first.kill();

  await using second = await startInstance({ dataDir });
  expect(await second.reaches(infoHash, 'missing')).toMatchObject({ reasonCode: 'files-missing' });
  await expect(stat(join(folder.path, 'gone.bin'))).rejects.toMatchObject({ code: 'ENOENT' });
  await writeFile(join(folder.path, 'gone.bin'), data);
  await second.json('resume', infoHash);
  expect(await second.reaches(infoHash, 'seeding')).toMatchObject({ progress: 1, downloadedBytes: 0 });
});
