import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LeakReport } from '../../src/shared/contract/network.ts';
import { startDnsOverHttps } from '../support/dns-over-https.ts';
import { startInstance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { startTracker } from '../support/trackers.ts';
import { until } from '../support/until.ts';

describeWith(['openssl'], 'a profile with DNS over HTTPS', () => {
  test('asks the resolver for the name of a tracker, and announces where it says', async () => {
    await using folder = await makeTempFolder();
    await using tracker = await startTracker();
    await using dns = await startDnsOverHttps(folder.path, { 'tracker.example': '127.0.0.1' });
    await using warren = await startInstance({
      dataDir: join(folder.path, 'data'),
      profile: { binding: { kind: 'interface', interface: 'lo' }, dns: { overHttps: dns.url } },
      env: { NODE_EXTRA_CA_CERTS: dns.certificateFile },
    });
    await warren.listenPort();
    await writePayload(join(folder.path, 'album'), { 'song.flac': 100_000 });
    const url = tracker.http.replace('127.0.0.1', 'tracker.example');
    await warren.json('share', join(folder.path, 'album'), '--tracker', url);
    await until(() => tracker.announces.length > 0, { what: 'the tracker is told' });
    expect(dns.asked).toContain('tracker.example');

    const { stdout } = await warren.cli('leak-test', '--json');
    const { checks } = JSON.parse(stdout) as LeakReport;
    expect(checks.find(({ name }) => name === 'dns')).toMatchObject({
      verdict: 'ok',
      detail: expect.stringContaining(dns.url) as string,
    });
  });

  test('announces to a tracker by UDP whose name has a dead address before the living one', async () => {
    await using folder = await makeTempFolder();
    await using tracker = await startTracker();
    await using dns = await startDnsOverHttps(folder.path, { 'tracker.example': ['127.0.0.2', '127.0.0.1'] });
    await using warren = await startInstance({
      dataDir: join(folder.path, 'data'),
      profile: { binding: { kind: 'interface', interface: 'lo' }, dns: { overHttps: dns.url } },
      env: { NODE_EXTRA_CA_CERTS: dns.certificateFile },
    });
    await warren.listenPort();
    await writePayload(join(folder.path, 'album'), { 'song.flac': 100_000 });
    const url = tracker.udp.replace('127.0.0.1', 'tracker.example');
    await warren.json('share', join(folder.path, 'album'), '--tracker', url);
    await until(() => tracker.announces.length > 0, { what: 'the tracker is told' });
  });

  test('believes no resolver whose certificate is not good, and looks no name up another way', async () => {
    await using folder = await makeTempFolder();
    await using dns = await startDnsOverHttps(folder.path, { 'tracker.example': '127.0.0.1' });
    await using warren = await startInstance({
      dataDir: join(folder.path, 'data'),
      profile: { binding: { kind: 'interface', interface: 'lo' }, dns: { overHttps: dns.url } },
    });
    await warren.listenPort();
    const { stdout } = await warren.cli('leak-test', '--json');
    const { checks } = JSON.parse(stdout) as LeakReport;
    expect(checks.find(({ name }) => name === 'dns')).toMatchObject({ verdict: 'unknown' });
    expect(dns.asked).toEqual([]);
  });
});
