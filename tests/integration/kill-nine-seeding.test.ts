import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Torrent } from '../../src/shared/contract/torrent.ts';
import { startInstance } from '../support/instance.ts';
import { differences, writePayload } from '../support/payload.ts';
import { enginePid } from '../support/process-facts.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { until } from '../support/until.ts';

const album = { 'one.flac': 9_000_000, 'two.flac': 7_000_001, 'tiny.txt': 10 };
const kills = 20;

test(
  `kill -9 at ${kills} moments of seeding: it seeds on, hashes nothing again, and what was sent is right`,
  { timeout: 400_000 },
  async () => {
    await using folder = await makeTempFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await writePayload(at('seeds', 'album'), album);
    const options = { dataDir: at('seeder'), profile: { uploadLimitBps: 2_000_000 } };
    let seeder = await startInstance(options);
    try {
      await seeder.listenPort();
      const { id, magnet } = await seeder.json<{ id: string; magnet: string }>('share', at('seeds', 'album'));
      await using leecher = await startInstance({ dataDir: at('leecher') });
      await leecher.listenPort();
      await leecher.json('add', magnet, '--to', at('downloads'));
      const received = async () => (await leecher.call<Torrent>('torrents.show', { id })).downloadedBytes;

      for (let round = 0; round < kills; round++) {
        await leecher.call('torrents.addPeer', { id, address: `127.0.0.1:${await seeder.listenPort()}` });
        const before = await received();
        const isDone = async () => (await leecher.call<Torrent>('torrents.show', { id })).state === 'seeding';
        await until(async () => (await received()) > before || (await isDone()), {
          what: 'something is sent',
        });
        if (round % 2 === 0) {
          await seeder.kill();
          seeder = await startInstance(options);
        } else {
          const pid = enginePid(seeder);
          process.kill(pid, 'SIGKILL');
          await until(() => isAnother(seeder, pid), { what: 'another engine is there' });
        }
        const back = await seeder.reaches(id, 'checking', 'seeding');
        expect(back.state, `after round ${round}`).toBe('seeding');
      }

      await leecher.call('torrents.addPeer', { id, address: `127.0.0.1:${await seeder.listenPort()}` });
      await leecher.reaches(id, 'seeding');
      expect(await differences(at('seeds', 'album'), at('downloads', 'album'))).toEqual([]);
    } finally {
      await seeder[Symbol.asyncDispose]();
    }
  },
);

function isAnother(instance: Parameters<typeof enginePid>[0], before: number): boolean {
  try {
    return enginePid(instance) !== before;
  } catch {
    return false; // none, just now
  }
}
