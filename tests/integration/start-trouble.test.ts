import Sqlite from 'better-sqlite3';
import { once } from 'node:events';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { failedStart } from '../support/failed-start.ts';
import { startInstance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

interface Notice {
  readonly code: string;
  readonly text: string;
}

async function noticesOf(instance: Awaited<ReturnType<typeof startInstance>>): Promise<Notice[]> {
  const response = await fetch(new URL('/api/notices.watch', instance.ready.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${instance.ready.token}` },
  });
  const { value } = (await response.body?.getReader().read()) ?? {};
  return (
    JSON.parse(
      Buffer.from(value ?? [])
        .toString()
        .slice('data: '.length),
    ) as { upserted: Notice[] }
  ).upserted;
}

test('a port that is taken is named, and the data of the program is not touched', async () => {
  await using folder = await makeTempFolder();
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const failure = await failedStart('--port', String(port), '--data-dir', join(folder.path, 'data'));
  expect(failure).toMatchObject({
    code: 'port-taken',
    exitCode: 1,
    message: expect.stringContaining(String(port)) as string,
  });
  expect(await readdir(folder.path)).toEqual([]);
  other.close();
});

test('a peer port that is taken is told and another one used', async () => {
  await using folder = await makeTempFolder();
  const other = createServer().listen(0);
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await using instance = await startInstance({
    dataDir: join(folder.path, 'data'),
    profile: { listenPort: port },
  });
  expect(await instance.listenPort()).not.toBe(port);
  expect(await noticesOf(instance)).toMatchObject([{ code: 'listen-port-taken' }]);
  other.close();
});

test('a second start on the same data is refused while the first runs, and works when it was killed', async () => {
  await using folder = await makeTempFolder();
  const dataDir = join(folder.path, 'data');
  const first = await startInstance({ dataDir });
  expect(await failedStart('--data-dir', dataDir)).toMatchObject({ code: 'already-running', exitCode: 1 });
  await expect(first.call('app.status')).resolves.toBeDefined();
  await first.kill();
  await using second = await startInstance({ dataDir });
  await expect(second.call('app.status')).resolves.toBeDefined();
});

test('settings and a catalog of a newer Warren stop the start and stay as they are', async () => {
  await using folder = await makeTempFolder();
  const dataDir = join(folder.path, 'data');
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'settings.json'), '{"version":7}');
  expect(await failedStart('--data-dir', dataDir)).toMatchObject({ code: 'settings-too-new' });
  expect(await readFile(join(dataDir, 'settings.json'), 'utf8')).toBe('{"version":7}');
  await writeFile(join(dataDir, 'settings.json'), '{"version":1}');
  const db = new Sqlite(join(dataDir, 'catalog.sqlite'));
  db.pragma('user_version = 4711');
  db.close();
  expect(await failedStart('--data-dir', dataDir)).toMatchObject({ code: 'catalog-too-new' });
});

test('broken settings are put aside and told, and Warren runs with the standard ones', async () => {
  await using folder = await makeTempFolder();
  const dataDir = join(folder.path, 'data');
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'settings.json'), '{"version":1,"profiles":[{"na');
  await using instance = await startInstance({ dataDir });
  expect(await noticesOf(instance)).toMatchObject([{ code: 'settings-set-aside' }]);
  expect((await readdir(dataDir)).some((name) => name.startsWith('settings.json.broken-'))).toBe(true);
});

test('a network that is lost with the settings is no reason to use any network', async () => {
  await using folder = await makeTempFolder();
  const dataDir = join(folder.path, 'data');
  await writePayload(join(folder.path, 'album'), { 'a.flac': 100_000 });
  const settings = join(dataDir, 'settings.json');
  let id: string;
  {
    await using instance = await startInstance({
      dataDir,
      profile: { binding: { kind: 'interface', interface: 'lo' } },
    });
    await instance.listenPort();
    ({ id } = await instance.json<{ id: string }>('share', join(folder.path, 'album')));
    await instance.json('profile', 'set', 'Open', 'resumesByItself=true');
    await instance.reaches(id, 'seeding');
  }
  await writeFile(settings, 'nonsense');
  {
    await using instance = await startInstance({ dataDir });
    await instance.reaches(id, 'seeding');
    expect(await instance.json('profile', 'show', 'Open')).toMatchObject({
      settings: { binding: { kind: 'interface', interface: 'lo' } },
    });
    expect(await noticesOf(instance)).toMatchObject([{ code: 'settings-set-aside' }]);
  }
  for (const file of [settings, `${settings}.last`]) await writeFile(file, 'nonsense');
  await using instance = await startInstance({ dataDir });
  expect(await instance.reaches(id, 'blocked')).toMatchObject({ reasonCode: 'profile-missing' });
});

test('a damaged catalog is put aside, the backup takes its place, and the torrents are back', async () => {
  await using folder = await makeTempFolder();
  const dataDir = join(folder.path, 'data');
  await writePayload(join(folder.path, 'album'), { 'a.flac': 100_000 });
  {
    await using instance = await startInstance({ dataDir });
    await instance.listenPort();
    await instance.json('share', join(folder.path, 'album'));
  }
  // The backup is made at each start, in good order.
  await (await startInstance({ dataDir })).stop();
  await writeFile(join(dataDir, 'catalog.sqlite'), Buffer.alloc(40_000, 7));
  await using instance = await startInstance({ dataDir });
  expect(await noticesOf(instance)).toEqual(
    expect.arrayContaining([expect.objectContaining({ code: 'catalog-restored' })]),
  );
  const [torrent] = await instance.json<Torrent[]>('list');
  await instance.reaches(torrent?.id ?? '', 'seeding');
});

test('a data folder that cannot be used is named', async () => {
  await using folder = await makeTempFolder();
  await writeFile(join(folder.path, 'file'), '');
  expect(await failedStart('--data-dir', join(folder.path, 'file', 'data'))).toMatchObject({
    code: 'not-writable',
  });
});

test.each([[['--port', 'many']], [['--port', '70000']], [['--frobnicate']]])(
  'a wrong call of serve is refused with exit code 2: %j',
  async (args) => {
    await using folder = await makeTempFolder();
    expect(await failedStart('--data-dir', join(folder.path, 'd'), ...args)).toMatchObject({
      code: 'invalid-input',
      exitCode: 2,
    });
  },
);

test('the CLI says that nothing runs, and how to start it', async () => {
  await using folder = await makeTempFolder();
  const dataDir = join(folder.path, 'data');
  const instance = await startInstance({ dataDir });
  expect(await instance.stop()).toBe(0);
  const { code, stderr } = await instance.cli('list', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({
    error: { code: 'not-running', message: expect.stringContaining('warren serve') as string },
  });
  expect(await readdir(dataDir)).not.toContain('instance.json');
});
