import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startInstance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

// docs/webtorrent-faults.md, 10

/** Hangs up in the middle of each answer. */
async function startBrokenTracker() {
  let announces = 0;
  const server = createServer((_request, response) => {
    announces++;
    response.writeHead(200, { 'content-length': '100' });
    response.write('d8:interval', () => setTimeout(() => response.destroy(), 20));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/announce`,
    announces: () => announces,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const plainClient = (announce: string) => `
  import Client from 'bittorrent-tracker/client';
  const client = new Client({ infoHash: '00'.repeat(20), peerId: '11'.repeat(20), port: 6881, announce: '${announce}' });
  client.on('error', () => {}).on('warning', () => process.exit(0));
  client.start();
`;

test('10: a tracker that hangs up in the middle of an answer is told as failing, and the engine goes on', async () => {
  await using folder = await makeTempFolder();
  await using tracker = await startBrokenTracker();

  // The fault: the package as it is ends its process.
  const plain = promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', plainClient(tracker.url)],
    {
      cwd: import.meta.dirname,
    },
  );
  await expect(plain).rejects.toThrow('TypeError: terminated');

  // The mend.
  await writePayload(folder.path, { 'song.flac': 50_000 });
  await using warren = await startInstance({ dataDir: join(folder.path, 'data') });
  const port = await warren.listenPort();
  const { id } = await warren.json('share', join(folder.path, 'song.flac'), '--tracker', tracker.url);
  await until(async () => (await warren.json<{ state: string }[]>('trackers', id))[0]?.state === 'failing', {
    what: 'the tracker is told as failing',
  });
  expect(await warren.call('app.status')).toMatchObject({ profiles: [{ state: 'up', listenPort: port }] });
  expect(tracker.announces()).toBe(2);
});
