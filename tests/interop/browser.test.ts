import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startBrowserPeer } from '../support/browser-peer.ts';
import { startInstance } from '../support/instance.ts';
import { writePayload } from '../support/payload.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { describeWith } from '../support/tools.ts';
import { startTracker } from '../support/trackers.ts';

const withWebRtc = { webRtc: true };

describeWith(['chromium'], 'a peer in a browser', () => {
  test('Warren downloads what it seeds, over WebRTC', async () => {
    await using folder = await makeTempFolder();
    await using tracker = await startTracker();
    await using browser = await startBrowserPeer();
    await using warren = await startInstance({ dataDir: join(folder.path, 'warren'), profile: withWebRtc });
    const song = randomBytes(500_000);

    const magnet = await browser.seed('song.flac', song, tracker.webSocket);
    const { id } = await warren.json('add', magnet, '--to', join(folder.path, 'downloads'));
    await warren.reaches(id, 'seeding');

    expect(song.equals(await readFile(join(folder.path, 'downloads', 'song.flac')))).toBe(true);
    expect(await warren.call('torrents.peers', { id })).toMatchObject([{ transport: 'webrtc' }]);
  });

  test('it downloads what Warren seeds, over WebRTC', async () => {
    await using folder = await makeTempFolder();
    await using tracker = await startTracker();
    await using browser = await startBrowserPeer();
    await using warren = await startInstance({ dataDir: join(folder.path, 'warren'), profile: withWebRtc });
    const album = join(folder.path, 'album');
    await writePayload(album, { 'cover.jpg': 20_000, 'disc 1/song.flac': 500_000 });
    await warren.listenPort();
    const shared = await warren.json<{ magnet: string }>('share', album, '--tracker', tracker.webSocket);

    const files = await browser.download(shared.magnet);

    expect([...files.keys()].sort()).toEqual(['album/cover.jpg', 'album/disc 1/song.flac']);
    for (const [path, content] of files)
      expect(content.equals(await readFile(join(folder.path, path))), path).toBe(true);
  });
});
