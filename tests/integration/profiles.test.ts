import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LeakReport, ProfileStatus } from '../../src/shared/contract/network.ts';
import type { Profile } from '../../src/shared/contract/profile.ts';
import type { NetworkInterface } from '../../src/shared/domain/network-interface.ts';
import type { Peer } from '../../src/shared/contract/torrent.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { differences, writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { transferPatienceMs, until } from '../support/until.ts';

type Shown = ProfileStatus & { readonly settings: Profile };

async function failure(instance: Instance, ...args: string[]): Promise<{ code: string; message: string }> {
  const { code, stderr } = await instance.cli(...args, '--json');
  expect(code).not.toBe(0);
  return (JSON.parse(stderr) as { error: { code: string; message: string } }).error;
}

const isOpen = (instance: Instance, name: string) =>
  until(
    async () => {
      const status = await instance.call<ProfileStatus>('profiles.show', { name });
      return status.listenPort !== null && status.verifiedAt !== null && status;
    },
    { what: `${name} is open and verified` },
  );

test('the interfaces of this computer are told, the loopback one among them', async () => {
  await using folder = await makeTempFolder();
  await using instance = await startInstance({ dataDir: folder.path });
  const interfaces = await instance.json<NetworkInterface[]>('interfaces');
  expect(interfaces.find(({ name }) => name === 'lo')).toMatchObject({
    kind: 'loopback',
    isUp: true,
    addresses: expect.arrayContaining([expect.objectContaining({ address: '127.0.0.1' })]) as unknown,
  });
});

test('a profile is added, shown, changed, made the default, renamed and removed', async () => {
  await using folder = await makeTempFolder();
  await using instance = await startInstance({ dataDir: folder.path });
  const dns = ['--dns', '127.0.0.1', '--set', 'discovery.dht=false', '--set', 'listenPort=0'];
  await instance.json('profile', 'add', 'Loop', '--interface', 'lo', '--ipv6', 'off', ...dns);
  await isOpen(instance, 'Loop');
  expect(await instance.json<Shown>('profile', 'show', 'Loop')).toMatchObject({
    interface: 'lo',
    addresses: ['127.0.0.1'],
    denied: {},
    off: ['webrtc', 'utp', 'ipv6'],
    settings: { dns: { servers: ['127.0.0.1'] }, discovery: { dht: false, pex: true }, ipv6: 'off' },
  });

  await instance.json('profile', 'set', 'Loop', 'discovery.pex=false', 'uploadLimitBps=100000');
  await instance.json('profile', 'default', 'Loop');
  await instance.json('profile', 'set', 'Loop', 'name=Round and round');
  const names = async () =>
    (await instance.json<ProfileStatus[]>('profile', 'list')).map(({ name, isDefault }) => [name, isDefault]);
  expect(await names()).toEqual([
    ['Open', false],
    ['Round and round', true],
  ]);
  expect((await instance.json<Shown>('profile', 'show', 'Round and round')).settings).toMatchObject({
    discovery: { dht: false, pex: false },
    uploadLimitBps: 100_000,
  });

  await instance.json('profile', 'default', 'Open');
  await instance.json('profile', 'remove', 'Round and round');
  expect(await names()).toEqual([['Open', true]]);
});

test('what cannot be is refused with a sentence, and nothing is changed', async () => {
  await using folder = await makeTempFolder();
  await using instance = await startInstance({ dataDir: folder.path });
  const add = (...args: string[]) => failure(instance, 'profile', 'add', 'New', ...args);
  expect(await add('--interface', 'nope0')).toMatchObject({
    code: 'interface-missing',
    message: expect.stringContaining('There is no network interface "nope0" now.') as string,
  });
  expect(await add('--interface', 'a'.repeat(16))).toMatchObject({ code: 'invalid-input' });
  expect((await add('--interface', 'lo', '--set', 'webRtc=true')).message).toContain('cannot be tied');
  expect((await add('--set', 'dns.servers=9.9.9.9')).message).toContain('tied to an interface');
  expect((await add('--interface', 'lo', '--ipv6', 'off', '--dns', 'fd00::1')).message).toContain('IPv6');
  expect((await add('--interface', 'lo', '--dns', 'dns.example')).message).toContain('by its address');
  expect((await add('--interface', 'lo', '--set', 'speed=9')).message).toContain('no "speed"');
  expect(await failure(instance, 'profile', 'add', 'open')).toMatchObject({ code: 'invalid-input' });
  expect(await failure(instance, 'profile', 'remove', 'Open')).toMatchObject({ code: 'profile-in-use' });
  expect(await failure(instance, 'profile', 'show', 'Nobody')).toMatchObject({ code: 'not-found' });
  expect(await instance.json('profile', 'list')).toHaveLength(1);

  // Where it is meant, an interface may be one that is not there yet: then nothing leaves.
  const added = await instance.json<ProfileStatus>(
    'profile',
    'add',
    'Later',
    '--interface',
    'nope0',
    '--even-if-missing',
  );
  expect(added).toMatchObject({ state: 'down', reasonCode: 'interface-missing' });
});

test('what is added to a profile whose interface is missing is blocked, what is shared there is hashed all the same', async () => {
  await using folder = await makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  await using instance = await startInstance({ dataDir: at('data') });
  await instance.json('profile', 'add', 'Away', '--interface', 'nope0', '--even-if-missing');
  await writePayload(at('album'), { 'song.flac': 100_000 });
  const share = () => instance.json('share', at('album'), '--profile', 'Away');
  const { id } = await until(() => share().catch(() => undefined), { what: 'its process hashes' });
  const blocked = { state: 'blocked', reason: '"nope0" is not there.', reasonCode: 'network-down' };
  expect(await instance.json('show', id)).toMatchObject(blocked);
  await instance.json('pause', id);
  expect(await instance.json('resume', id)).toMatchObject(blocked);

  expect(await failure(instance, 'profile', 'remove', 'Away')).toMatchObject({ code: 'profile-in-use' });
  await instance.json('profile', 'use', 'Open', id);
  await instance.reaches(id, 'seeding');
  await instance.json('profile', 'remove', 'Away');
});

test('a torrent moves to another profile in the middle of a download, and fetches nothing again', async () => {
  await using folder = await makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  await using seeder = await startInstance({ dataDir: at('seeder') });
  await using leecher = await startInstance({
    dataDir: at('leecher'),
    profile: { downloadLimitBps: 1_500_000 },
  });
  await leecher.json('profile', 'add', 'Loop', '--interface', 'lo', '--set', 'discovery.dht=false');
  const size = 8_000_000;
  await writePayload(at('shared', 'album'), { 'song.flac': size });
  await seeder.listenPort();
  const shared = await seeder.json<{ id: string; torrentFile: string }>('share', at('shared', 'album'));
  const peer = `127.0.0.1:${await seeder.listenPort()}`;
  await leecher.listenPort();
  await isOpen(leecher, 'Loop');
  const { id } = await leecher.json('add', shared.torrentFile, '--to', at('got'), '--peer', peer);
  await until(
    async () => (await leecher.call<{ progress: number }>('torrents.show', { id })).progress > 0.3,
    {
      what: 'a third is there',
    },
  );

  await leecher.json('profile', 'use', 'Loop', id);
  await leecher.json('add-peer', id, peer).catch(() => undefined);
  const states = new Set<string>();
  const torrent = await until(
    async () => {
      const now = await leecher.json('show', id);
      states.add(now.state);
      if (now.peers === 0 && now.state === 'downloading') await leecher.cli('add-peer', id, peer);
      return now.state === 'seeding' && now;
    },
    { what: 'the rest comes', timeoutMs: transferPatienceMs },
  );

  expect(torrent).toMatchObject({ profile: 'Loop', progress: 1 });
  expect(states).not.toContain('checking');
  // What was on its way at the moment of the move may come twice.
  expect(torrent.downloadedBytes).toBeLessThan(size + 1_500_000);
  expect(await differences(at('shared', 'album'), at('got', 'album'))).toEqual([]);
  const peers = await seeder.call<Peer[]>('torrents.peers', { id: shared.id });
  expect(peers.length).toBeLessThanOrEqual(1);
});

test('a profile is changed in the middle of a download, which goes on in its new process', async () => {
  await using folder = await makeTempFolder();
  const at = (...names: string[]) => join(folder.path, ...names);
  await using seeder = await startInstance({ dataDir: at('seeder') });
  await using leecher = await startInstance({
    dataDir: at('leecher'),
    profile: { downloadLimitBps: 1_000_000 },
  });
  const payload = { 'song.flac': 6_000_000 };
  await writePayload(at('shared', 'album'), payload);
  await seeder.listenPort();
  const shared = await seeder.json<{ id: string; torrentFile: string }>('share', at('shared', 'album'));
  const peer = `127.0.0.1:${await seeder.listenPort()}`;
  await leecher.listenPort();
  const { id } = await leecher.json('add', shared.torrentFile, '--to', at('got'), '--peer', peer);
  const share = await leecher.json<{ torrentFile: string }>('share', at('shared', 'album', 'song.flac'));
  const progress = async () =>
    (await leecher.call<{ progress: number }>('torrents.show', { id })).progress > 0.3;
  await until(progress, { what: 'a third is there' });

  await leecher.json('profile', 'set', 'Open', 'downloadLimitBps=unlimited', 'discovery.pex=false');
  await until(
    async () => {
      const now = await leecher.json('show', id);
      if (now.peers === 0 && now.state === 'downloading') await leecher.cli('add-peer', id, peer);
      return now.state === 'seeding' || undefined;
    },
    { what: 'the rest comes', timeoutMs: transferPatienceMs },
  );
  expect(await differences(at('shared', 'album'), at('got', 'album'))).toEqual([]);
  // What only seeds is offered again too: somebody else gets it.
  const second = await seeder.json(
    'add',
    share.torrentFile,
    '--to',
    at('second'),
    '--peer',
    `127.0.0.1:${await leecher.listenPort()}`,
  );
  await seeder.reaches(second.id, 'seeding');
});

test('the leak test looks at the sockets, and is never content where any network is allowed', async () => {
  await using folder = await makeTempFolder();
  await using instance = await startInstance({ dataDir: folder.path });
  await instance.json('profile', 'add', 'Loop', '--interface', 'lo', '--set', 'discovery.dht=false');
  await isOpen(instance, 'Loop');
  const test = async (name: string) => {
    const { code, stdout } = await instance.cli('leak-test', name, '--json');
    return { code, report: JSON.parse(stdout) as LeakReport };
  };

  const loop = await test('Loop');
  expect(loop.report.checks.find(({ name }) => name === 'sockets')).toMatchObject({ verdict: 'ok' });
  expect(loop.report.checks.some(({ verdict }) => verdict === 'leak')).toBe(false);
  const open = await test('Open');
  expect(open).toMatchObject({ code: 1, report: { verdict: 'unknown' } });
});
