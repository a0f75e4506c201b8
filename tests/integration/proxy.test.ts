import { hash, randomBytes } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LeakReport, ProfileStatus } from '../../src/shared/contract/network.ts';
import type { Profile } from '../../src/shared/contract/profile.ts';
import type { Tracker } from '../../src/shared/contract/torrent.ts';
import { encodeBencode } from '../../src/shared/domain/bencode.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { proxyAddress, startHttpProxy, startSocksProxy } from '../support/proxies.ts';
import { message, startScriptedSeeder } from '../support/scripted-seeder.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { startTracker } from '../support/trackers.ts';
import { until } from '../support/until.ts';

const pieceSizeBytes = 16_384;
const data = randomBytes(5 * pieceSizeBytes);
const credentials = { user: 'mara', password: 'open sesame' };
const names = { 'tracker.test': '127.0.0.1' };

function makeTorrent(trackers: readonly string[]) {
  const pieces = Buffer.concat(
    Array.from({ length: 5 }, (_, n) =>
      hash('sha1', data.subarray(n * pieceSizeBytes, (n + 1) * pieceSizeBytes), 'buffer'),
    ),
  );
  const info = encodeBencode({
    name: 'song.flac',
    length: data.length,
    'piece length': pieceSizeBytes,
    pieces,
  });
  const tiers = encodeBencode(trackers.map((url) => [url]));
  const list = trackers.length === 0 ? [] : [Buffer.from('13:announce-list'), tiers];
  const file = Buffer.concat([Buffer.from('d'), ...list, Buffer.from('4:info'), info, Buffer.from('e')]);
  return { infoHash: hash('sha1', info), file };
}

const startSeeder = (infoHash: string) =>
  startScriptedSeeder({
    infoHash,
    data,
    pieceSizeBytes,
    opening: [message(5, Buffer.from([0b1111_1000])), message(1)],
  });

const statusIs = (warren: Instance, ...states: ProfileStatus['state'][]) =>
  until(
    async () => {
      const status = await warren.call<ProfileStatus>('profiles.show', { name: 'Open' });
      return states.includes(status.state) && status;
    },
    { what: `the profile is ${states.join(' or ')}` },
  );

/** What every user of this computer can read of the processes that were started with this folder. */
async function commandLines(dataDir: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')),
  );
  return lines.filter((line) => line.includes(dataDir) || line.includes('"proxy":{'));
}

test.each([
  { kind: 'socks5', start: startSocksProxy },
  { kind: 'http', start: startHttpProxy },
] as const)(
  'a transfer goes through the proxy of its profile, whole, and nobody sees us ($kind)',
  async ({ kind, start }) => {
    await using folder = await makeTempFolder();
    await using proxy = await start({ credentials, names });
    await using tracker = await startTracker();
    const { infoHash, file } = makeTorrent([
      tracker.http.replace('127.0.0.1', 'tracker.test'),
      tracker.udp.replace('127.0.0.1', 'tracker.test'),
    ]);
    await using seeder = await startSeeder(infoHash);
    await writeFile(join(folder.path, 'song.torrent'), file);
    const dataDir = join(folder.path, 'data');
    await using warren = await startInstance({ dataDir, profile: { discovery: { dht: true, pex: false } } });

    const url = `${kind}://mara:open%20sesame@127.0.0.1:${proxy.port}`;
    await warren.json('profile', 'set', 'Open', `proxy=${url}`);
    await statusIs(warren, 'up');
    const target = join(folder.path, 'downloads');
    await warren.json('add', join(folder.path, 'song.torrent'), '--to', target, '--peer', seeder.address);
    await warren.reaches(infoHash, 'seeding');

    expect((await readFile(join(target, 'song.flac'))).equals(data)).toBe(true);
    expect(new Set(seeder.visitors)).toEqual(new Set([proxyAddress]));
    await until(() => tracker.announces.length > 0, { what: 'the tracker is told' });
    expect(proxy.asked).toEqual(
      expect.arrayContaining([seeder.address, expect.stringMatching(/^tracker\.test:\d+$/u)]),
    );
    await until(
      async () => {
        const { denied } = await warren.call<ProfileStatus>('profiles.show', { name: 'Open' });
        return (denied.proxy ?? 0) > 0;
      },
      { what: 'the tracker by UDP was stopped at the door' },
    );
    const [byUdp] = (await warren.call<Tracker[]>('torrents.trackers', { id: infoHash })).filter((each) =>
      each.url.startsWith('udp:'),
    );
    expect(byUdp).toMatchObject({ state: 'failing', message: expect.stringContaining('proxy') as unknown });

    const shown = await warren.json<ProfileStatus & { settings: Profile }>('profile', 'show', 'Open');
    expect(shown).toMatchObject({
      proxy: `${kind}://127.0.0.1:${proxy.port}`,
      listenPort: null,
      off: ['webrtc', 'utp', 'dht', 'udp-trackers', 'lan', 'listening'],
      settings: { proxy: { user: 'mara', password: '********' } },
    });
    const { checks, verdict } = JSON.parse((await warren.cli('leak-test', '--json')).stdout) as LeakReport;
    expect(verdict).not.toBe('leak');
    expect(checks[0]).toMatchObject({ name: 'proxy', verdict: 'ok' });

    // The password is where it must be, and nowhere else.
    const settings = join(dataDir, 'settings.json');
    expect((await stat(settings)).mode & 0o777).toBe(0o600);
    expect(await readFile(settings, 'utf8')).toContain('open sesame');
    const lines = await commandLines(dataDir);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('\n')).not.toContain('sesame');
    await warren.stop();
    const files = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((each) =>
      each.isFile(),
    );
    for (const { parentPath, name } of files.filter(({ name }) => !/^settings\.json(\.last)?$/u.test(name)))
      expect(await readFile(join(parentPath, name), 'latin1'), name).not.toContain('sesame');
  },
);

test('while its proxy is away nothing is sent, and it goes on when the proxy is back', async () => {
  await using folder = await makeTempFolder();
  const { infoHash, file } = makeTorrent([]);
  await using seeder = await startSeeder(infoHash);
  await writeFile(join(folder.path, 'song.torrent'), file);
  const { port, [Symbol.asyncDispose]: stop } = await startSocksProxy();
  await stop();
  const proxy = { kind: 'socks5', host: '127.0.0.1', port };
  await using warren = await startInstance({
    dataDir: join(folder.path, 'data'),
    profile: { proxy },
    settings: { liveness: { lookEveryMs: 200, freshMs: 200 } },
  });

  const target = join(folder.path, 'downloads');
  const given = [join(folder.path, 'song.torrent'), '--to', target, '--peer', seeder.address];
  await warren.json('add', ...given);

  expect((await statusIs(warren, 'dead')).reason).toContain(`socks5://127.0.0.1:${port}`);
  expect(seeder.visitors).toEqual([]);

  await using _ = await startSocksProxy({ port });
  await statusIs(warren, 'up');
  await warren.json('add-peer', infoHash, seeder.address);
  await warren.reaches(infoHash, 'seeding');
  expect(new Set(seeder.visitors)).toEqual(new Set([proxyAddress]));
});
