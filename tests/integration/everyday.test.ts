import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Status } from '../../src/shared/contract/status.ts';
import type { Torrent, Tracker } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

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

interface Shared {
  readonly id: string;
  readonly infoHash: string;
  readonly magnet: string;
  readonly torrentFile: string;
}

test('status tells version, uptime, torrents, speeds and the port of each profile', async () => {
  const status = await instance.json<Status>('status');
  expect(status).toMatchObject({ version: '0.1.0', torrents: 0, downloadBps: 0, uploadBps: 0 });
  expect(status.profiles).toMatchObject([
    { name: 'Open', state: 'up', listenPort: expect.any(Number) as number },
  ]);
});

test('sharing answers with all that another client needs, and the .torrent file is where it says', async () => {
  await writePayload(at('one'), { 'song.flac': 100_000 });
  const out = at('given.torrent');
  const shared = await instance.json<Shared>(
    'share',
    at('one'),
    '--name',
    'My song',
    '--tracker',
    'http://127.0.0.1:9/announce',
    '--private',
    '--out',
    out,
  );
  expect(shared).toMatchObject({ id: shared.infoHash, torrentFile: out });
  expect(shared.magnet).toBe(
    `magnet:?xt=urn:btih:${shared.infoHash}&dn=My%20song&tr=http%3A%2F%2F127.0.0.1%3A9%2Fannounce`,
  );
  await instance.reaches(shared.id, 'seeding');
  expect(await instance.json('show', shared.id.slice(0, 8))).toMatchObject({
    name: 'My song',
    state: 'seeding',
    isPrivate: true,
    savePath: folder.path,
  });
  expect((await readFile(out)).toString('latin1')).toContain('7:privatei1e');
  const trackers = () => instance.json<Tracker[]>('trackers', shared.id);
  await until(async () => (await trackers())[0]?.state === 'failing', {
    what: 'the tracker that is not there fails',
  });
  expect((await trackers())[0]).toMatchObject({
    url: 'http://127.0.0.1:9/announce',
    tier: 0,
    message: expect.stringMatching(/.+/u) as string,
  });
});

test('without --out the .torrent file is one that the core keeps', async () => {
  await writePayload(at('two'), { 'song.flac': 50_000 });
  const { torrentFile } = await instance.json<Shared>('share', at('two'));
  expect((await stat(torrentFile)).size).toBeGreaterThan(100);
});

test('the same folder shared twice is the same torrent', async () => {
  await writePayload(at('three'), { 'a/song.flac': 50_000, 'b.txt': 5 });
  const [first, second] = [
    await instance.json<Shared>('share', at('three')),
    await instance.json<Shared>('share', at('three')),
  ];
  expect(second.id).toBe(first.id);
});

test.each([
  ['nothing', 'does-not-exist', [], 'path-missing'],
  ['an empty folder', 'empty', [], 'invalid-input'],
  ['a tracker that is none', 'one', ['--tracker', 'ftp://x'], 'invalid-input'],
  ['a profile that is none', 'one', ['--profile', 'x'], 'not-found'],
])('sharing %s is refused', async (_what, path, options, code) => {
  await writePayload(at('empty'), { 'nothing.txt': 0 });
  const { stderr, code: exit } = await instance.cli('share', at(path), ...options, '--json');
  expect(exit).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({ error: { code } });
});

test('a share that is cancelled while it is read leaves nothing behind', async () => {
  const big = await open(at('big.bin'), 'w');
  await big.truncate(3_000_000_000);
  await big.close();
  const listed = async () =>
    (await instance.json<Torrent[]>('list')).map(({ id, state, savePath }) => ({ id, state, savePath }));
  const before = await listed();
  const controller = new AbortController();
  const response = await fetch(new URL('/api/torrents.share', instance.ready.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${instance.ready.token}` },
    body: JSON.stringify({ path: at('big.bin') }),
    signal: controller.signal,
  });
  const { value } = (await response.body?.getReader().read()) ?? {};
  expect(Buffer.from(value ?? []).toString()).toContain('"kind":"hashing"');
  controller.abort();
  expect(await listed()).toEqual(before);
});

test('a crash of the engine is told once, and every torrent comes back as it was', async () => {
  await writePayload(at('four'), { 'song.flac': 50_000 });
  const running = await instance.json<Shared>('share', at('four'));
  await writePayload(at('five'), { 'song.flac': 50_001 });
  const paused = await instance.json<Shared>('share', at('five'));
  await instance.json('pause', paused.id);
  const children = await readFile(`/proc/${instance.ready.pid}/task/${instance.ready.pid}/children`, 'utf8');
  process.kill(Number(children.trim().split(' ')[0]), 'SIGSEGV');
  // The notice stays; the state of a restart is over before a command has asked for it.
  const told = async () => (await noticeCodes(instance)).filter((code) => code === 'engine-restarted');
  await until(async () => (await told()).length > 0, { what: 'the crash is told' });
  await instance.reaches(running.id, 'seeding');
  expect(await instance.json('show', paused.id)).toMatchObject({ state: 'paused', reasonCode: 'by-user' });
  expect(await told()).toHaveLength(1);
});

test('a changed profile takes effect at once, and one that torrents use cannot be taken away', async () => {
  const port = await instance.listenPort();
  const settings = await instance.call<{ profiles: { name: string; discovery: object }[] }>('settings.get');
  const [open] = settings.profiles;
  await instance.call('settings.update', { profiles: [{ ...open, uploadLimitBps: 1_000_000 }] });
  await until(async () => (await instance.listenPort()) !== port, { what: 'the engine was started anew' });
  const [torrent] = await instance.json<Torrent[]>('list');
  await instance.reaches(torrent?.id ?? '', 'seeding', 'paused');
  await expect(
    instance.call('settings.update', { profiles: [{ name: 'Other' }], defaultProfile: 'Other' }),
  ).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(instance.call('settings.update', { defaultProfile: 'Nobody' })).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(instance.call('settings.update', { downloadFolder: 'relative' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('a change of one setting leaves every other one as it is', async () => {
  await instance.call('settings.update', { appearance: { theme: 'dark', language: 'en' } });
  await instance.call('settings.update', { downloadFolder: at('elsewhere') });
  const settings = await instance.call('settings.update', { defaultProfile: 'Open' });
  expect(settings).toMatchObject({
    appearance: { theme: 'dark', language: 'en' },
    downloadFolder: at('elsewhere'),
    profiles: [{ uploadLimitBps: 1_000_000 }],
  });
  expect(await instance.call('settings.update', { downloadFolder: null })).not.toHaveProperty(
    'downloadFolder',
  );
});

test('inspecting tells what a torrent holds and adds nothing', async () => {
  const torrentFile = (await readFile(at('given.torrent'))).toString('base64');
  const inspection = await instance.call('torrents.inspect', { source: { torrentFile } });
  expect(inspection).toMatchObject({
    name: 'My song',
    sizeBytes: 100_000,
    files: [{ path: 'My song/song.flac' }],
    isPrivate: true,
    isAlreadyThere: true,
  });
  const magnet = await instance.call('torrents.inspect', {
    source: { magnet: `magnet:?xt=urn:btih:${'ab'.repeat(20)}&dn=x` },
  });
  expect(magnet).toMatchObject({ name: 'x', files: null, sizeBytes: null, isAlreadyThere: false });
});

test('paused means not one byte more', async () => {
  await writePayload(at('six'), { 'song.flac': 30_000_000 });
  const shared = await instance.json<Shared>('share', at('six'));
  await using leecher = await startInstance({ dataDir: at('leecher') });
  const peer = `127.0.0.1:${await instance.listenPort()}`;
  await leecher.json('add', shared.magnet, '--to', at('downloads'), '--peer', peer);
  await until(async () => (await leecher.json('show', shared.id)).progress > 0.05, {
    what: 'something has arrived',
  });
  const { downloadedBytes, progress } = await leecher.json('pause', shared.id);
  expect(progress).toBeLessThan(1);
  for (let asked = 0; asked < 10; asked++) {
    expect(await leecher.json('show', shared.id)).toMatchObject({
      downloadedBytes,
      downloadBps: 0,
      peers: 0,
      state: 'paused',
    });
  }
});

async function noticeCodes({ ready }: Instance): Promise<string[]> {
  const response = await fetch(new URL('/api/notices.watch', ready.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${ready.token}` },
  });
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  const { upserted } = JSON.parse(
    Buffer.from(value ?? [])
      .toString()
      .slice('data: '.length),
  ) as { upserted: { code: string }[] };
  return upserted.map(({ code }) => code);
}

test('settings are shown and changed by their names; what is wrong is refused in words', async () => {
  expect(await instance.json('set')).toMatchObject({
    downloadFolder: null,
    library: { takesDownloads: true },
  });
  const changed = await instance.json('set', `downloadFolder=${at('here')}`, 'library.takesDownloads=false');
  expect(changed).toMatchObject({
    downloadFolder: at('here'),
    library: { takesDownloads: false },
    queue: { downloads: null },
  });
  expect(await instance.json('set')).toEqual(changed);
  expect(await instance.json('set', 'downloadFolder=', 'library.takesDownloads=true')).toMatchObject({
    downloadFolder: null,
  });
  for (const wrong of ['profiles=[]', 'colour=red', 'library.takesDownloads=perhaps', 'downloadFolder']) {
    const { code, stderr } = await instance.cli('set', wrong, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'invalid-input' } });
  }
});
