import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Peer, PieceMap, Torrent, TorrentFile } from '../../src/shared/contract/torrent.ts';
import { startGatedSeeder } from '../support/gated-seeder.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { makeTorrent } from '../support/made-torrent.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

let folder: TempFolder;
let seeder: Instance;
let seederPeer: string;
/** Of one file; paused. */
const refusing = makeTorrent({ name: 'x.bin', data: randomBytes(50_000), pieceSizeBytes: 16_384 });
const at = (...names: string[]) => join(folder.path, ...names);

beforeAll(async () => {
  folder = await makeTempFolder();
  seeder = await startInstance({ dataDir: at('seeder') });
  await writeFile(at('x.torrent'), refusing.file);
  await seeder.json('add', at('x.torrent'), '--to', at('x'), '--paused');
  seederPeer = `127.0.0.1:${await seeder.listenPort()}`;
});
afterAll(async () => {
  await seeder[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function share(name: string, sizes: Readonly<Record<string, number>>) {
  await writePayload(at(name), sizes);
  const shared = await seeder.json<{ id: string; torrentFile: string }>('share', at(name));
  await seeder.reaches(shared.id, 'seeding');
  return shared;
}

const show = (instance: Instance, id: string) => instance.call<Torrent>('torrents.show', { id });
const filesOf = (instance: Instance, id: string) => instance.call<TorrentFile[]>('torrents.files', { id });

/** What may be in buffers on the way and still count as come, bytes. */
const onTheWay = 1_000_000;

/** Bytes per second between two looks at least a megabyte apart; what one limit lets through is never more than that. */
async function isBelow(
  instance: Instance,
  id: string,
  limitBps: number,
  of: 'downloadedBytes' | 'uploadedBytes',
) {
  const atFirst = (await show(instance, id))[of];
  // Measured from when it flows: waiting for a connection must not count as time in which something could have come.
  const before = await until(
    async () => {
      const bytes = (await show(instance, id))[of];
      return bytes > atFirst && bytes;
    },
    { what: 'something comes' },
  );
  const beginMs = performance.now();
  const now = await until(
    async () => {
      const bytes = (await show(instance, id))[of];
      return bytes > before + onTheWay && bytes;
    },
    { what: 'something more has come' },
  );
  const seconds = (performance.now() - beginMs) / 1_000;
  // Only an upper bound: a slow computer makes it slower, never faster. The engine tells twice a second.
  expect(now - before).toBeLessThan(limitBps * (seconds + 0.6) * 1.02 + 300_000);
}

test('a limit of one torrent holds, is kept over a restart, and is lifted without a connection lost', async () => {
  const shared = await share('album', { 'one.flac': 14_000_000 });
  let leecher = await startInstance({ dataDir: at('limited') });
  try {
    await leecher.json('add', shared.torrentFile, '--to', at('limited-files'), '--paused');
    expect(await leecher.json('limit', shared.id, '--down', '600K', '--up', '1.5M')).toMatchObject({
      downloadLimitBps: 600_000,
      uploadLimitBps: 1_500_000,
    });
    await leecher.json('resume', shared.id);
    await leecher.reaches(shared.id, 'downloading');
    await leecher.json('add-peer', shared.id, seederPeer);
    await isBelow(leecher, shared.id, 600_000, 'downloadedBytes');

    const { stdout } = await leecher.cli('show', shared.id);
    expect(stdout).toContain('↓ 600.0 kB/s');
    await leecher.stop();
    leecher = await startInstance({ dataDir: at('limited') });
    await leecher.listenPort();
    expect(await leecher.reaches(shared.id, 'downloading')).toMatchObject({
      downloadLimitBps: 600_000,
      uploadLimitBps: 1_500_000,
    });
    await leecher.json('add-peer', shared.id, seederPeer);
    await isBelow(leecher, shared.id, 600_000, 'downloadedBytes');

    const fromWhere = async () =>
      (await seeder.call<Peer[]>('torrents.peers', { id: shared.id })).map(({ port }) => port);
    const before = await fromWhere();
    expect(before).toHaveLength(1);
    await leecher.json('limit', shared.id, '--down', '2M');
    expect(await fromWhere()).toEqual(before);
    expect(await leecher.json('limit', shared.id, '--down', 'none')).toMatchObject({
      downloadLimitBps: null,
      uploadLimitBps: 1_500_000,
    });
    await leecher.reaches(shared.id, 'seeding');
    expect(await differences(at('album'), at('limited-files', 'album'))).toEqual([]);
  } finally {
    await leecher[Symbol.asyncDispose]();
  }
});

test('what a torrent gives others has a limit of its own, too', async () => {
  const shared = await share('single', { 'two.flac': 5_000_000 });
  await seeder.json('limit', shared.id, '--up', '500K');
  await using leecher = await startInstance({ dataDir: at('taking') });
  await leecher.json('add', shared.torrentFile, '--to', at('taken'), '--peer', seederPeer);
  await isBelow(seeder, shared.id, 500_000, 'uploadedBytes');
  await seeder.json('limit', shared.id, '--up', 'none');
  await leecher.reaches(shared.id, 'seeding');
});

test('a file that is urgent comes before the others, a skipped one not at all until it is wanted', async () => {
  const shared = await share('mixed', { 'a.txt': 3_000_000, 'b.txt': 3_000_000, 'c.txt': 2_000_000 });
  await using leecher = await startInstance({ dataDir: at('choosing') });
  await leecher.json('add', shared.torrentFile, '--to', at('chosen'), '--paused');
  await leecher.json('limit', shared.id, '--down', '500K');
  const files = await leecher.json<TorrentFile[]>(
    'files',
    shared.id,
    '--set',
    '0=low',
    '--set',
    '1=skip',
    '--set',
    '2=high',
  );
  expect(files.map(({ priority, isWanted }) => [priority, isWanted])).toEqual([
    ['low', true],
    ['skip', false],
    ['high', true],
  ]);
  await leecher.json('resume', shared.id);
  await leecher.reaches(shared.id, 'downloading');
  await leecher.json('add-peer', shared.id, seederPeer);

  const [low, skipped] = await until(
    async () => {
      const now = await filesOf(leecher, shared.id);
      return now[2]?.progress === 1 && now;
    },
    { what: 'the urgent file is there' },
  );
  expect(low?.progress).toBeLessThan(1);
  expect(skipped?.progress).toBeLessThan(1);
  await leecher.json('limit', shared.id, '--down', 'none');
  await leecher.reaches(shared.id, 'seeding');
  expect(await differences(at('mixed'), at('chosen', 'mixed'))).toEqual(['b.txt']);

  const { stdout } = await leecher.cli('files', shared.id);
  expect(stdout).toContain('a.txt  (low)');
  await leecher.json('files', shared.id, '--set', '0-2=normal');
  await until(async () => (await differences(at('mixed'), at('chosen', 'mixed'))).length === 0, {
    what: 'the skipped file is fetched after all',
  });
});

test.each([
  [['files', '--set', '7=high'], 'invalid-input'],
  [['files', '--set', '0=soon'], 'invalid-input'],
  [['files', '--set', '0-2=skip'], 'invalid-input'],
  [['limit', '--down', 'fast'], 'invalid-input'],
  [['limit'], 'invalid-input'],
  [['order', '--sequential', 'maybe'], 'invalid-input'],
])('%j is refused in words', async ([verb = '', ...options], code) => {
  const { code: exit, stderr } = await seeder.cli(verb, refusing.infoHash, ...options, '--json');
  expect(exit).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({ error: { code } });
});

test.each([
  ['in order', ['--sequential', 'on', '--first-last', 'off'], [0, 1, 2, 3, 4, 5]],
  ['in order, its ends first', ['--sequential', 'on', '--first-last', 'on'], [0, 1, 2, 3, 4, 11]],
])('a film comes %s when that is set', async (name, options, expected) => {
  const pieceSizeBytes = 4 * 16_384;
  const torrent = makeTorrent({ name: 'film.mkv', data: randomBytes(12 * pieceSizeBytes), pieceSizeBytes });
  await using seed = await startGatedSeeder({ torrent, host: '127.0.0.1', allowed: 6 * 4 });
  await writeFile(at('film.torrent'), torrent.file);
  await using leecher = await startInstance({ dataDir: at(name) });
  await leecher.json('add', at('film.torrent'), '--to', at(`${name}-files`), '--paused');
  await leecher.json('order', torrent.infoHash, ...options);
  await leecher.json('resume', torrent.infoHash);
  await leecher.reaches(torrent.infoHash, 'downloading');
  await leecher.json('add-peer', torrent.infoHash, seed.address);
  await seed.hasGivenAll();
  const have = await until(
    async () => {
      const map = await pieceMap(leecher, torrent.infoHash);
      const pieces = map.have.flatMap((share, piece) => (share === 1 ? [piece] : []));
      return pieces.length === 6 && pieces;
    },
    { what: 'six pieces are there' },
  );
  expect(have).toEqual(expected);
  seed.allow(Infinity);
  await leecher.reaches(torrent.infoHash, 'seeding');
});

async function pieceMap({ ready }: Instance, id: string): Promise<PieceMap> {
  const controller = new AbortController();
  const response = await fetch(new URL('/api/torrents.watchPieces', ready.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${ready.token}` },
    body: JSON.stringify({ id, stretches: 12 }),
    signal: controller.signal,
  });
  const { value } = (await response.body?.getReader().read()) ?? {};
  controller.abort();
  const text = Buffer.from(value ?? []).toString();
  return JSON.parse(text.slice('data: '.length)) as PieceMap;
}
